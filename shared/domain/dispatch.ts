import type { CounterConfig } from './catalogue.ts'
import type { Band, Explanation } from './events.ts'
import type { CentreState } from './state.ts'
import type { Ticket } from './ticket.ts'

const minuteMs = 60_000

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

function affinityAllows(ticket: Ticket, caller: Caller, now: number): boolean {
  const { affinity } = ticket
  if (affinity === null || (affinity.until !== null && affinity.until <= now)) return true
  const counterFits = affinity.counterId === null || affinity.counterId === caller.counter.id
  return counterFits && (affinity.staffId === null || affinity.staffId === caller.staffId)
}

/** Whether a ticket was sent to this very counter or person: it may then be outside the counter's profile. */
function sentHere(ticket: Ticket, caller: Caller): boolean {
  return ticket.affinity?.counterId === caller.counter.id || ticket.affinity?.staffId === caller.staffId
}

function isEligible(ticket: Ticket, caller: Caller, now: number): boolean {
  return (
    ticket.state === 'WAITING' &&
    ticket.eligibleAt <= now &&
    (caller.counter.serviceIds.includes(ticket.leg.serviceId) || sentHere(ticket, caller)) &&
    !ticket.excludedStaffIds.includes(caller.staffId) &&
    affinityAllows(ticket, caller, now)
  )
}

function rank(state: CentreState, ticket: Ticket, now: number): Candidate {
  const waitedMinutes = Math.max(0, (now - ticket.leg.enqueuedAt) / minuteMs)
  const targetMinutes = Math.max(1, state.services.get(ticket.leg.serviceId)?.targetMinutes ?? 30)
  const common = { ticket, waitedMinutes, targetMinutes }
  if (ticket.forcedFront) return { ...common, band: 'A', score: 0 }
  const ratio = waitedMinutes / targetMinutes
  if (ratio >= 1) return { ...common, band: 'B', score: ratio }
  const { base, rate } = state.policy.classes[ticket.priority]
  const queuedMinutes = Math.max(0, (now - ticket.orderAt) / minuteMs)
  return { ...common, band: 'D', score: base + rate * queuedMinutes }
}

/** Order of dispatch: band, then score, then arrival, then number. */
function compare(a: Candidate, b: Candidate): number {
  if (a.band !== b.band) return a.band < b.band ? -1 : 1
  if (a.score !== b.score) return b.score - a.score
  if (a.ticket.orderAt !== b.ticket.orderAt) return a.ticket.orderAt - b.ticket.orderAt
  return a.ticket.number < b.ticket.number ? -1 : 1
}

const isNormal = (candidate: Candidate) => candidate.ticket.priority === 'normal' && candidate.band === 'D'

/** Every ticket a counter could call now, in the order of dispatch. */
export function candidates(state: CentreState, caller: Caller, now: number): Candidate[] {
  const found: Candidate[] = []
  for (const ticket of state.live.values()) {
    if (isEligible(ticket, caller, now)) found.push(rank(state, ticket, now))
  }
  return found.sort(compare)
}

/** The ticket to call next and why, or null when nothing waits for this counter (queue rules, dispatch). */
export function dispatch(
  state: CentreState,
  caller: Caller,
  now: number,
): { readonly ticket: Ticket; readonly why: Explanation } | null {
  const ordered = candidates(state, caller, now)
  const first = ordered[0]
  if (first === undefined) return null
  const { policy } = state
  const patient = ordered.find((each) => isNormal(each) && each.waitedMinutes > policy.priorityRunMinutes)
  const guarded =
    first.band === 'D' &&
    !isNormal(first) &&
    caller.priorityRun >= policy.priorityRun &&
    patient !== undefined
  const chosen = guarded ? patient : first
  const runnerUp = ordered.find((each) => each !== chosen)
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
