import { quarterOf, quarters, weekdayOf } from '../forecast/cells.ts'
import type { CentreState, ComingRates } from '../state.ts'
import type { Ticket } from '../ticket.ts'
import { add } from './parts.ts'

const comingsKept = 240
/** The latest day counts for at least this share; while there are few days, all of them count the same. */
const latestDay = 0.2

/** Notes that somebody came. Who had booked is foreseen by the booking. */
export function noteComing(state: CentreState, { issuedAt, leg, priority, bookingId }: Ticket): void {
  if (bookingId !== undefined) return
  const coming = { at: issuedAt, serviceId: leg.serviceId, priority }
  state.comings = [...state.comings.slice(1 - comingsKept), coming]
  add(state.cameInQuarter, String(quarterOf(state.policy, issuedAt)), 1)
}

const hundredths = (value: number) => Math.round(value * 100) / 100

/** At the end of a business day: what its quarters of an hour brought joins what is known of its weekday, decayed. */
export function learnComings(state: CentreState): void {
  if (state.businessDay === null || state.cameInQuarter.size === 0) return
  const weekday = String(weekdayOf(state.policy, state.businessDay))
  const known: ComingRates | undefined = state.comingRates.get(weekday)
  const days = (known?.days ?? 0) + 1
  const weight = Math.max(latestDay, 1 / days)
  const perQuarter = Array.from({ length: quarters }, (_, quarter) => {
    const before = known?.perQuarter[quarter] ?? 0
    const came = state.cameInQuarter.get(String(quarter)) ?? 0
    return hundredths(before + weight * (came - before))
  })
  state.comingRates.set(weekday, { days, perQuarter })
  state.cameInQuarter.clear()
}
