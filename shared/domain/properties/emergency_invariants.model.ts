import { minute } from '../hall.fixture.ts'
import { rulesOf } from '../policy.ts'
import { demand } from './broken.model.ts'
import type { Invariant } from './judge.model.ts'

/**
 * A missed number is given up only after so much time with the hall open, or at the end of a day on which it was:
 * counted here from the log alone, event by event.
 */
export const emergenciesCountForNobody: Invariant = {
  name: 'no time of an emergency counts against a visitor',
  needsSteadyClock: true,
  look() {
    const missedAt = new Map<string, number>()
    let last: number | null = null
    let open = 0
    let early: string | null = null
    const demandNone = () => demand(early === null, `${early} is given up too early`)
    return {
      before(state, event, now) {
        const isLeft = state.emergency?.kind === 'plan'
        if (last !== null && now > last) {
          demandNone()
          if (!isLeft) open += now - last
        }
        last = now
        if (event.type === 'TicketMissed') missedAt.set(event.data.ticketId, open)
        // The end of the day gives up who could still have come back, in the same breath.
        if (event.type === 'DayClosed' && !isLeft) early = null
        if (event.type !== 'TicketNoShow') return
        const { ticketId } = event.data
        const service = state.services.get(state.live.get(ticketId)?.leg.serviceId ?? '')
        const { reactivateWithinMinutes } = rulesOf(state.policy, service)
        const had = open - (missedAt.get(ticketId) ?? 0)
        if (had <= reactivateWithinMinutes * minute) early = ticketId
      },
      atEnd: demandNone,
    }
  },
}
