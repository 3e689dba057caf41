import { callerOf, tokenOf } from '#testing'
import { atCounter, exchange, invocation, issue, type Operation, opening, printed } from './exchange.ts'
import { readerToken, type Size, serviceIds } from './fault_centre.ts'
import type { Action, Entry, Told } from './history.ts'
import { httpSender, type Send } from './senders.ts'

/** The smallest centre in which everything happens: a kiosk that prints, a guide desk, one counter. */
export const smallCentre: Size = { kiosks: 2, counters: 1 }

/** What was sent in a life, so that it can be sent again. */
export interface Sent {
  readonly operation: Operation
  readonly token: string
}

/** What senders saw of a hub that may die or fail at any moment. */
export interface LifeReport {
  readonly history: Entry[]
  readonly sent: Sent[]
  /** 'unavailable' while the hub was there to say it. */
  refusals: number
  /** Refused writes after which the hub still answered a read. */
  readsKept: number
}

/** A report to be filled; what was seen in an earlier life of the same place still has to hold. */
export const newLife = (past: readonly Entry[] = []): LifeReport => ({
  history: [...past],
  sent: [],
  refusals: 0,
  readsKept: 0,
})

const tokens = { kiosk: tokenOf('kiosk-1'), guide: tokenOf('guide-2'), counter: tokenOf('counter-1') }

const answerMs = 100
const mostTries = 60

/** What a sender does about 'unavailable'. */
export interface Patience {
  /** Whether the hub's process is still there. */
  isAlive(): boolean
  /** Asks again under the same id until the hub takes it; otherwise leaves it at that. */
  readonly insists: boolean
  /** Called before each command goes out. */
  before?(action: Action): Promise<void>
  /** Called at each 'unavailable', before asking again. */
  refused?(): Promise<void>
}

const later = () => new Promise((resolve) => setTimeout(resolve, answerMs))

async function perform(
  url: string,
  report: LifeReport,
  { operation, token }: Sent,
  patience: Patience,
): Promise<Entry | null> {
  const send: Send = httpSender(() => url, token)
  await patience.before?.(operation.action)
  report.sent.push({ operation, token })
  report.history.push(invocation(operation))
  for (let tries = 0; tries < mostTries; tries += 1) {
    const answer = await exchange(report.history, operation, send)
    if (answer.kind !== 'unknown') return answer
    const board = await callerOf(() => url, readerToken).call('getBoard')
    if (!patience.isAlive()) return null
    report.refusals += 1
    if (board.ok) report.readsKept += 1
    await patience.refused?.()
    if (!patience.insists) return null
    // The refusal asks for a second's patience (Retry-After); a hub that is well again is noticed a little sooner.
    await later()
  }
  return null
}

const toldIn = (entry: Entry | null): Told | null => (entry?.kind === 'ok' ? entry.told : null)

/** Opens the counter, asking until it is open or nobody is there. */
export async function openUp(url: string, patience: Patience): Promise<void> {
  const counter = httpSender(() => url, tokens.counter)
  const open = opening('1')
  for (let tries = 0; tries < mostTries && patience.isAlive(); tries += 1) {
    if ((await counter(open)).ok) return
    await later()
  }
}

/** Numbers, a call, an arrival and an end, so often, at an open counter; stops where an answer stays out. */
export async function liveOn(
  url: string,
  report: LifeReport,
  patience: Patience,
  rounds: number,
): Promise<void> {
  const [serviceId = ''] = serviceIds
  const act = (operation: Operation, token: string) => perform(url, report, { operation, token }, patience)
  const atDesk = (action: 'call' | 'arrive' | 'finish', ticketId: string | null) =>
    act(atCounter(action, '1', ticketId), tokens.counter)
  for (let round = 0; round < rounds && patience.isAlive(); round += 1) {
    const spoken = toldIn(await act(issue(serviceId, false), tokens.guide))
    const onPaper = spoken && toldIn(await act(issue(serviceId, true), tokens.kiosk))
    if (onPaper === null || (await act(printed(onPaper.ticketId), tokens.kiosk)) === null) return
    const called = toldIn(await atDesk('call', null))
    if (called === null || (await atDesk('arrive', called.ticketId)) === null) return
    if ((await atDesk('finish', called.ticketId)) === null) return
  }
}

/** Sends everything again under the same ids, in the same order, to a hub that is well. */
export async function liveAgain(url: string, report: LifeReport): Promise<void> {
  for (const { operation, token } of report.sent)
    await exchange(
      report.history,
      operation,
      httpSender(() => url, token),
    )
}
