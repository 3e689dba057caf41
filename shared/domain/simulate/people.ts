import { drawn, durationsOf } from '../forecast/durations.ts'
import { nextComing, ratesFrom } from '../forecast/rates.ts'
import type { CentreState } from '../state.ts'
import type { Claim, PriorityClass } from '../ticket.ts'
import type { Visitor } from './plan.ts'

/** Part of every call: the way from the waiting area. */
const wayMinutes = 0.5
const leastTalk = 0.25

const claimOf = (priority: PriorityClass): Claim | null =>
  priority === 'normal' || priority === 'returned' ? null : priority

/** Somebody for a service who takes as long as others did. Numbers that are not answered are among the samples. */
function visitorFor(
  state: CentreState,
  serviceId: string,
  claim: Claim | null,
  at: number,
  random: () => number,
): Visitor {
  const minutes = drawn(durationsOf(state, serviceId, at), random())
  const talkMinutes = Math.max(leastTalk, minutes - wayMinutes)
  return { at, serviceId, claim, comes: true, wayMinutes, talkMinutes }
}

/** Everybody who has a number now, by ticket. */
export function peopleHere(state: CentreState, now: number, random: () => number): Map<string, Visitor> {
  return new Map(
    [...state.live.values()].map(({ id, leg, priority }) => [
      id,
      visitorFor(state, leg.serviceId, claimOf(priority), now, random),
    ]),
  )
}

/** Those who will come from now on, as far ahead as anything is known of them, for the services people come for. */
export function peopleComing(state: CentreState, now: number, random: () => number): Visitor[] {
  const rates = ratesFrom(state, now)
  const coming: Visitor[] = []
  for (let at = nextComing(rates, now, random); Number.isFinite(at); at = nextComing(rates, at, random)) {
    const like = state.comings[Math.floor(random() * state.comings.length)]
    if (like === undefined) break
    coming.push(visitorFor(state, like.serviceId, claimOf(like.priority), at, random))
  }
  return coming
}
