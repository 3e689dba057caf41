import { type Clock, err, ok, type Result, sequential, type Timer } from '#basics'
import type { EpochData } from '#domain'
import { type CityAck, type CityLink, cityCodes, cityDay } from '#protocol'
import type { Rows } from '../store/rows.ts'
import type { CityAdapter, Trouble } from './adapter.ts'
import { type CityDesk, unstarted } from './desk.ts'
import type { Inbox } from './inbox.ts'
import { lateSender, revisionsOf } from './late.ts'
import { leaseMs, openNotes } from './notes.ts'
import { openParked } from './parked.ts'
import { reconcileDay } from './reconcile.ts'
import { type OutboxLog, recordSender } from './send_records.ts'
import { takeSiteOver } from './take_over.ts'

/** Times of the city link, in ms. */
export const delays = { firstRetry: 500, longestRetry: 60_000, heartbeat: 15_000 } as const

const pullAtOnce = 100
const dayMs = 86_400_000

/** Where the link keeps its places across restarts. */
export interface CursorStore {
  get(name: string): Promise<number>
  set(name: string, value: number): Promise<void>
}

/** What the link is made of. */
export interface CityLinkOptions {
  readonly adapter: CityAdapter
  readonly log: OutboxLog
  readonly cursors: CursorStore
  readonly rows: Rows
  readonly inbox: Inbox
  readonly clock: Clock
  /** What began the epoch of this log, when that is not the first. */
  epochBegan(): EpochData | null
  /** This hub's name among those of the centre. */
  readonly holder: string
  /** 0 ≤ x < 1, for jitter. */
  random(): number
  /** Told in words without personal data when the link fails or is back. */
  onTrouble(sentence: string | null): void
}

/** A link that is running. */
export interface OpenLink extends CityDesk {
  close(): Promise<void>
}

type Step = Promise<Result<void, Trouble>>

/**
 * Keeps a centre and the city alike: sends the log in order, each event once, brings what comes down in, compares a
 * day when it is over. The centre never waits for any of it.
 */
export function openCityLink(options: CityLinkOptions): OpenLink {
  const { adapter, log, cursors, clock, inbox } = options
  const parked = openParked(options.rows)
  const notes = openNotes(options.rows)
  const sender = recordSender(adapter, log, parked)
  const late = lateSender(adapter, log, parked)
  const inTurn = sequential()
  let seen: CityLink = { ...unstarted(0), state: 'idle' }
  let isPaused = false
  let downHead = 0
  let reconciledDay: string | null = null
  let retries = 0
  let lastAsked = Number.NEGATIVE_INFINITY
  let timer: Timer | null = null
  let running: Promise<void> | null = null
  let isClosed = false

  const iso = () => new Date(clock.now()).toISOString()
  const look = (patch: Partial<CityLink>): void => {
    seen = { ...seen, ...patch }
  }
  const countParked = async () => look({ parked: (await parked.open()).count })

  const noteReceipt = async (ack: CityAck) => {
    lastAsked = clock.now()
    downHead = ack.downHead
    const { code, message, accepted } = ack
    look({ lastReceipt: { at: iso(), code, message, accepted } })
    await notes.write('receipt', seen.lastReceipt)
  }
  const sendAll = async (): Step => {
    // Another hub of the centre may have sent some of it.
    look({ delivered: await cursors.get('city') })
    let wentBack = false
    while (!isClosed && !isPaused && seen.delivered < log.head()) {
      look({ state: 'sending' })
      const stepped = await sender.step(seen.delivered)
      if (!stepped.ok) return stepped
      const { delivered, ack } = stepped.value
      // A city set back to an older copy asks again once; one that does so for ever would be sent to for ever.
      if (delivered < seen.delivered && wentBack) return err(backAndForth)
      wentBack ||= delivered < seen.delivered
      await cursors.set('city', delivered)
      look({ delivered, lastDeliveredAt: iso() })
      await noteReceipt(ack)
      recovered()
    }
    return ok(undefined)
  }
  const beat = async (): Step => {
    if (clock.now() - lastAsked < delays.heartbeat) return ok(undefined)
    const answer = await adapter.heartbeat(log.head())
    if (!answer.ok) return answer
    const { nextRevision } = answer.value
    // A city that was set back to an older copy asks for what it has lost.
    if (nextRevision - 1 < seen.delivered) {
      const delivered = Math.max(0, nextRevision - 1)
      await cursors.set('city', delivered)
      look({ delivered })
    }
    await noteReceipt(answer.value)
    return ok(undefined)
  }
  const pullAll = async (): Step => {
    for (let after = await cursors.get('city-down'); after < downHead && !isClosed; ) {
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
    await notes.write('reconciliation', seen.lastReconciliation)
    await countParked()
    return reply
  }
  const compareYesterday = async (): Step => {
    const day = cityDay(new Date(clock.now() - dayMs).toISOString())
    if (day === reconciledDay || seen.delivered < log.head()) return ok(undefined)
    const reply = await compare(day)
    if (!reply.ok) return reply
    reconciledDay = day
    await notes.write('reconciled-day', day)
    return ok(undefined)
  }
  const agree = async (): Step => {
    if (seen.version !== null) return ok(undefined)
    const version = await adapter.negotiate()
    if (!version.ok) return version
    look({ version: version.value })
    return ok(undefined)
  }
  const takeOver = async (): Step => {
    const place = await takeSiteOver(adapter, log, options.epochBegan())
    if (!place.ok) return place
    await cursors.set('city', place.value)
    look({ delivered: place.value })
    return ok(undefined)
  }
  const round = async (): Step => {
    for (const step of [agree, late.tellDropped, sendAll, beat, pullAll, compareYesterday]) {
      if (isClosed || isPaused) break
      const done = await step()
      if (done.ok) continue
      if (done.error.code !== cityCodes.epochUnknown) return done
      const over = await takeOver()
      const again = over.ok ? await step() : over
      if (!again.ok) return again
    }
    return ok(undefined)
  }

  const recovered = () => {
    if (seen.trouble !== null) options.onTrouble(null)
    retries = 0
    look({ trouble: null, lastError: null })
  }
  const failed = (trouble: Trouble) => {
    if (seen.trouble?.kind !== trouble.kind) options.onTrouble(trouble.sentence)
    const longest = Math.min(delays.firstRetry * 2 ** retries, delays.longestRetry)
    retries += 1
    // Never earlier than the city has asked for; jitter keeps the sites of a city apart.
    const wait = (trouble.afterMs ?? 0) + longest * (0.5 + options.random() / 2)
    // A newer city may have come back in place of the one that was agreed with.
    if (trouble.kind === 'no-version') look({ version: null })
    const { kind, sentence, code } = trouble
    const since = seen.trouble?.kind === kind ? seen.trouble.since : iso()
    const retryAt = new Date(clock.now() + wait).toISOString()
    look({ state: 'retrying', lastError: sentence, trouble: { kind, sentence, code, since, retryAt } })
    timer = clock.after(wait, () => {
      look({ state: 'idle' })
      wake()
    })
  }
  const work = async () => {
    if (!(await notes.hold('city', options.holder, clock.now()))) {
      look({ state: 'standby', delivered: await cursors.get('city') })
      return
    }
    const done = await inTurn(round)
    await countParked()
    if (isClosed) return
    if (!done.ok) failed(done.error)
    else {
      recovered()
      look({ state: isPaused ? 'paused' : 'idle' })
    }
  }
  const wake = () => {
    if (isClosed || isPaused || running !== null || seen.state === 'retrying') return
    running = work()
      .catch((error: unknown) => {
        const sentence = `the hub's own part failed: ${error instanceof Error ? error.message : String(error)}`
        if (!isClosed) failed({ kind: 'refused', sentence, code: null, afterMs: null })
      })
      .finally(() => {
        running = null
        if (seen.state === 'idle' && seen.delivered < log.head()) wake()
      })
  }
  const remember = async () => {
    isPaused = (await notes.read<boolean>('paused')) === true
    reconciledDay = await notes.read<string>('reconciled-day')
    const lastReceipt = await notes.read<CityLink['lastReceipt']>('receipt')
    const lastReconciliation = await notes.read<CityLink['lastReconciliation']>('reconciliation')
    const [delivered, received] = [await cursors.get('city'), await cursors.get('city-down')]
    look({ lastReceipt, lastReconciliation, delivered, received, state: isPaused ? 'paused' : 'idle' })
    await countParked()
  }

  const stopListening = log.onCommitted(wake)
  const beats = clock.every(delays.heartbeat, wake)
  const ready = remember().then(wake)

  return {
    status: () => ({ ...seen, head: log.head(), pending: Math.max(0, log.head() - seen.delivered) }),
    parked: parked.all,
    retry: (revision) =>
      inTurn(async () => {
        const records = await parked.withThoseBehind(revision)
        const sent = await late.resend(revisionsOf(records))
        await countParked()
        return sent
      }),
    async drop(revision, reason, staffId) {
      const dropped = await inTurn(() => parked.drop(revision, reason, staffId))
      await countParked()
      wake()
      return dropped
    },
    async pause() {
      isPaused = true
      timer?.cancel()
      await notes.write('paused', true)
      await running
      // What was under way may have failed and asked to be tried again.
      timer?.cancel()
      look({ state: 'paused' })
    },
    async resume() {
      isPaused = false
      await notes.write('paused', false)
      look({ state: 'idle' })
      wake()
    },
    reconcile: (day) => inTurn(async () => (isPaused ? err(paused) : compare(day))),
    inbox: inbox.all,
    find: inbox.find,
    settle: inbox.settle,
    async close() {
      isClosed = true
      stopListening()
      beats.cancel()
      timer?.cancel()
      adapter.close()
      await ready
      await running
      await notes.release('city', options.holder)
    },
  }
}

const backAndForth: Trouble = {
  kind: 'refused',
  sentence: 'the city asks for the same records again and again',
  code: null,
  afterMs: null,
}
const paused: Trouble = { kind: 'refused', sentence: 'sending is paused by hand', code: null, afterMs: null }

/** A hub that stands by takes over when the other has been silent for so long, ms. */
export const takeOverMs = leaseMs
