import { type Clock, err, ok, type Result } from '#basics'
import type { EpochData } from '#domain'
import { type CityAck, type CityLink, cityCodes, cityDay, type ReconciliationReply } from '#protocol'
import type { CityAdapter, Trouble } from './adapter.ts'
import type { Inbox } from './inbox.ts'
import type { LateSender } from './late.ts'
import type { LinkState } from './link_state.ts'
import type { Notes } from './notes.ts'
import type { Parked } from './parked.ts'
import { reconcileDay } from './reconcile.ts'
import { type OutboxLog, recordSender } from './send_records.ts'
import { takeSiteOver } from './take_over.ts'

/** How often the city hears that the centre is there, ms. */
export const heartbeatMs = 15_000

const pullAtOnce = 100
const dayMs = 86_400_000

/** Where the link keeps its places across restarts. */
export interface CursorStore {
  get(name: string): Promise<number>
  set(name: string, value: number): Promise<void>
}

/** What a round works with. */
export interface RoundParts {
  readonly adapter: CityAdapter
  readonly log: OutboxLog
  readonly cursors: CursorStore
  readonly inbox: Inbox
  readonly clock: Clock
  readonly parked: Parked
  readonly notes: Notes
  readonly late: LateSender
  readonly state: LinkState
  /** What began the epoch of this log, when that is not the first. */
  epochBegan(): EpochData | null
  /** The city has taken something. */
  onTaken(): void
}

type Step = Promise<Result<void, Trouble>>

/** What a link does whenever it is awake. */
export interface Round {
  /** One round: agrees on a version, sends all there is, beats, takes in what comes down, compares yesterday. */
  run(): Step
  /** Compares a day with the city and notes the outcome. */
  compare(day: string): Promise<Result<ReconciliationReply, Trouble>>
  /** How many records are parked, as shown. */
  countParked(): Promise<void>
  /** Takes up what an earlier run has noted. */
  remember(): Promise<void>
}

/** Makes the rounds of a link; one runs at a time. */
export function cityRound(parts: RoundParts): Round {
  const { adapter, log, cursors, inbox, clock, parked, notes, late, state } = parts
  const { look } = state
  const sender = recordSender(adapter, log, parked)
  let downHead = 0
  let reconciledDay: string | null = null
  let lastAsked = Number.NEGATIVE_INFINITY

  const iso = () => new Date(clock.now()).toISOString()
  const countParked = async () => look({ parked: (await parked.open()).count })

  const noteReceipt = async (ack: CityAck) => {
    lastAsked = clock.now()
    downHead = ack.downHead
    const { code, message, accepted } = ack
    look({ lastReceipt: { at: iso(), code, message, accepted } })
    await notes.write('receipt', state.seen.lastReceipt)
  }
  const sendAll = async (): Step => {
    // Another hub of the centre may have sent some of it.
    look({ delivered: await cursors.get('city') })
    let wentBack = false
    while (!state.isClosed && !state.isPaused && state.seen.delivered < log.head()) {
      look({ state: 'sending' })
      const stepped = await sender.step(state.seen.delivered)
      if (!stepped.ok) return stepped
      const { delivered, ack } = stepped.value
      // A city set back to an older copy asks again once; one that does so for ever would be sent to for ever.
      if (delivered < state.seen.delivered && wentBack) return err(backAndForth)
      wentBack ||= delivered < state.seen.delivered
      await cursors.set('city', delivered)
      look({ delivered, lastDeliveredAt: iso() })
      await noteReceipt(ack)
      parts.onTaken()
    }
    return ok(undefined)
  }
  const beat = async (): Step => {
    if (clock.now() - lastAsked < heartbeatMs) return ok(undefined)
    const answer = await adapter.heartbeat(log.head())
    if (!answer.ok) return answer
    const { nextRevision } = answer.value
    // A city that was set back to an older copy asks for what it has lost.
    if (nextRevision - 1 < state.seen.delivered) {
      const delivered = Math.max(0, nextRevision - 1)
      await cursors.set('city', delivered)
      look({ delivered })
    }
    await noteReceipt(answer.value)
    return ok(undefined)
  }
  const pullAll = async (): Step => {
    for (let after = await cursors.get('city-down'); after < downHead && !state.isClosed; ) {
      const pulled = await adapter.pull(after, pullAtOnce, log.head())
      if (!pulled.ok) return pulled
      const { records, head } = pulled.value
      for (const record of records) {
        if (record.seq <= after) continue
        if (!(await inbox.take(record))) return ok(undefined)
        after = record.seq
        await cursors.set('city-down', after)
      }
      // Numbers at the end whose records have had their time.
      if (records.length === 0) {
        after = head
        await cursors.set('city-down', after)
      }
    }
    look({ received: await cursors.get('city-down') })
    return ok(undefined)
  }
  const compare = async (day: string) => {
    const reply = await reconcileDay(day, { adapter, log, parked, late })
    if (!reply.ok) return reply
    look({ lastReconciliation: { at: iso(), reply: reply.value } })
    await notes.write('reconciliation', state.seen.lastReconciliation)
    await countParked()
    return reply
  }
  const compareYesterday = async (): Step => {
    const day = cityDay(new Date(clock.now() - dayMs).toISOString())
    if (day === reconciledDay || state.seen.delivered < log.head()) return ok(undefined)
    const reply = await compare(day)
    if (!reply.ok) return reply
    reconciledDay = day
    await notes.write('reconciled-day', day)
    return ok(undefined)
  }
  const agree = async (): Step => {
    if (state.seen.version !== null) return ok(undefined)
    const version = await adapter.negotiate()
    if (!version.ok) return version
    look({ version: version.value })
    return ok(undefined)
  }
  const takeOver = async (): Step => {
    const place = await takeSiteOver(adapter, log, parts.epochBegan())
    if (!place.ok) return place
    await cursors.set('city', place.value)
    look({ delivered: place.value })
    return ok(undefined)
  }
  const run = async (): Step => {
    for (const step of [agree, late.tellDropped, sendAll, beat, pullAll, compareYesterday]) {
      if (state.isClosed || state.isPaused) break
      const done = await step()
      if (done.ok) continue
      if (done.error.code !== cityCodes.epochUnknown) return done
      const over = await takeOver()
      const again = over.ok ? await step() : over
      if (!again.ok) return again
    }
    return ok(undefined)
  }
  const remember = async () => {
    state.isPaused = (await notes.read<boolean>('paused')) === true
    reconciledDay = await notes.read<string>('reconciled-day')
    const lastReceipt = await notes.read<CityLink['lastReceipt']>('receipt')
    const lastReconciliation = await notes.read<CityLink['lastReconciliation']>('reconciliation')
    const [delivered, received] = [await cursors.get('city'), await cursors.get('city-down')]
    look({ lastReceipt, lastReconciliation, delivered, received, state: state.isPaused ? 'paused' : 'idle' })
    await countParked()
  }
  return { run, compare, countParked, remember }
}

const backAndForth: Trouble = {
  kind: 'refused',
  sentence: 'the city asks for the same records again and again',
  code: null,
  afterMs: null,
}
