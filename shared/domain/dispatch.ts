import type { CounterConfig } from './catalogue.ts'
import { type Choice, chooser } from './choose.ts'
import { forEachEligible } from './eligible.ts'
import type { Band, Explanation } from './events.ts'
import { queuedMinutes } from './queue_order.ts'
import { bandOf, isBefore, scoreOf, standing } from './standing.ts'
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

interface Placed {
  readonly ticket: Ticket
  readonly place: number
  readonly targetMinutes: number
}

function chooseFrom(
  state: CentreState,
  caller: Caller,
  now: number,
  see?: (placed: Placed) => void,
  avoid?: (ticket: Ticket) => void,
) {
  const { policy } = state
  const among = chooser<Ticket>(policy, caller, now)
  const visit = (ticket: Ticket, targetMinutes: number) => {
    const place = standing(policy, ticket, targetMinutes, now)
    among.offer(ticket, ticket.leg.serviceId, place)
    see?.({ ticket, place, targetMinutes })
  }
  forEachEligible(state, caller.counter, caller.staffId, now, visit, avoid)
  return among.choice()
}

/** Every ticket a counter could call now, in the order of dispatch: the first is the one `dispatch` gives. */
export function candidates(state: CentreState, caller: Caller, now: number): Candidate[] {
  const found: Placed[] = []
  const choice = chooseFrom(state, caller, now, (placed) => found.push(placed))
  const first = choice?.chosen.who
  found.sort((a, b) => {
    if (a.ticket === b.ticket) return 0
    if (a.ticket === first || b.ticket === first) return a.ticket === first ? -1 : 1
    return isBefore(a.place, a.ticket, b.place, b.ticket) ? -1 : 1
  })
  return found.map(({ ticket, place, targetMinutes }) => ({
    ticket,
    band: bandOf(place),
    score: scoreOf(place),
    waitedMinutes: queuedMinutes(ticket, now),
    targetMinutes,
  }))
}

const round = (value: number) => Math.round(value * 100) / 100

function explanation(state: CentreState, choice: Choice<Ticket>, now: number): Explanation {
  const { chosen, runnerUp, rule, count } = choice
  const { targetMinutes } = state.services.get(chosen.serviceId) ?? { targetMinutes: 30 }
  return {
    rule,
    band: bandOf(chosen.place),
    score: round(scoreOf(chosen.place)),
    // Counted from the place in the queue, which a transfer keeps and a return after a missed call does not.
    waitedMinutes: round(queuedMinutes(chosen.who, now)),
    targetMinutes: Math.max(1, targetMinutes),
    priority: chosen.who.priority,
    candidates: count,
    runnerUp:
      runnerUp === null
        ? null
        : {
            number: runnerUp.who.number,
            band: bandOf(runnerUp.place),
            score: round(scoreOf(runnerUp.place)),
          },
    reason: null,
    policyVersion: state.policy.version,
  }
}

/** The ticket to call next and why, or null when nothing waits for this counter (queue rules, dispatch). */
export function dispatch(
  state: CentreState,
  caller: Caller,
  now: number,
): { readonly ticket: Ticket; readonly why: Explanation } | null {
  const avoided: string[] = []
  const choice = chooseFrom(state, caller, now, undefined, ({ number }) => void avoided.push(number))
  if (choice === null) return null
  const why = explanation(state, choice, now)
  return { ticket: choice.chosen.who, why: avoided.length === 0 ? why : { ...why, avoided } }
}
