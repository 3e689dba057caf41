import type { CounterConfig } from './catalogue.ts'
import { isEligible } from './eligible.ts'
import type { Band, Explanation } from './events.ts'
import { compareArrival, queuedMinutes, targetOf } from './queue_order.ts'
import type { CentreState } from './state.ts'
import type { Ticket } from './ticket.ts'

/** A waiting ticket with its place in the order of dispatch. */
export interface Candidate {
  readonly ticket: Ticket
  readonly band: Band
  readonly score: number
  readonly waitedMinutes: number
  readonly targetMinutes: number
}

/** Who calls: a counter, the member of staff at it, and its run of priority calls. */
export interface Caller {
  readonly counter: CounterConfig
  readonly staffId: string
  readonly priorityRun: number
}

function rank(state: CentreState, ticket: Ticket, now: number): Candidate {
  // Counted from the place in the queue, which a transfer keeps and a return after a missed call does not.
  const waitedMinutes = queuedMinutes(ticket, now)
  const targetMinutes = targetOf(state, ticket)
  const common = { ticket, waitedMinutes, targetMinutes }
  if (ticket.forcedFront) return { ...common, band: 'A', score: 0 }
  const ratio = waitedMinutes / targetMinutes
  if (ratio >= 1) return { ...common, band: 'B', score: ratio }
  const { base, rate } = state.policy.classes[ticket.priority]
  return { ...common, band: 'D', score: base + rate * waitedMinutes }
}

/** Order of dispatch: band, then score, then arrival, then number. */
function compare(a: Candidate, b: Candidate): number {
  if (a.band !== b.band) return a.band < b.band ? -1 : 1
  if (a.score !== b.score) return b.score - a.score
  return compareArrival(a.ticket, b.ticket)
}

const isNormal = (candidate: Candidate) => candidate.ticket.priority === 'normal' && candidate.band === 'D'

/** The normal ticket that the one-in-N guard puts first, or undefined when the guard is not due. */
function guardedTicket(
  state: CentreState,
  ordered: readonly Candidate[],
  caller: Caller,
  now: number,
): Candidate | undefined {
  const { priorityRun, priorityRunMinutes } = state.policy
  const first = ordered[0]
  if (first === undefined || first.band < 'C' || isNormal(first) || caller.priorityRun < priorityRun)
    return undefined
  // While the clock is behind an arrival nobody can tell how long it has waited: then it has waited enough.
  return ordered.find(
    (each) => isNormal(each) && (each.waitedMinutes > priorityRunMinutes || now < each.ticket.orderAt),
  )
}

function ranked(state: CentreState, caller: Caller, now: number): { ordered: Candidate[]; guarded: boolean } {
  const found: Candidate[] = []
  for (const ticket of state.live.values()) {
    if (isEligible(state, ticket, caller.counter, caller.staffId, now)) found.push(rank(state, ticket, now))
  }
  const ordered = found.sort(compare)
  const patient = guardedTicket(state, ordered, caller, now)
  if (patient === undefined) return { ordered, guarded: false }
  return { ordered: [patient, ...ordered.filter((each) => each !== patient)], guarded: true }
}

/** Every ticket a counter could call now, in the order of dispatch: the first is the one `dispatch` gives. */
export const candidates = (state: CentreState, caller: Caller, now: number): Candidate[] =>
  ranked(state, caller, now).ordered

/** The ticket to call next and why, or null when nothing waits for this counter (queue rules, dispatch). */
export function dispatch(
  state: CentreState,
  caller: Caller,
  now: number,
): { readonly ticket: Ticket; readonly why: Explanation } | null {
  const { ordered, guarded } = ranked(state, caller, now)
  const [chosen, runnerUp] = ordered
  if (chosen === undefined) return null
  const { policy } = state
  return {
    ticket: chosen.ticket,
    why: {
      rule: guarded ? 'guard' : 'dispatch',
      band: chosen.band,
      score: round(chosen.score),
      waitedMinutes: round(chosen.waitedMinutes),
      targetMinutes: chosen.targetMinutes,
      priority: chosen.ticket.priority,
      candidates: ordered.length,
      runnerUp:
        runnerUp === undefined
          ? null
          : { number: runnerUp.ticket.number, band: runnerUp.band, score: round(runnerUp.score) },
      reason: null,
      policyVersion: policy.version,
    },
  }
}

const round = (value: number) => Math.round(value * 100) / 100
