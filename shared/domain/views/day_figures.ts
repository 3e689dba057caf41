import type { CentreState } from '../state.ts'
import type { Leg, Ticket } from '../ticket.ts'

/** Figures of a day, for a counter or a whole centre; minutes are means, null without a sample. */
export interface DayFigures {
  readonly issued: number
  readonly waiting: number
  readonly served: number
  readonly missed: number
  readonly meanWaitMinutes: number | null
  readonly meanServiceMinutes: number | null
  readonly rated: number
  readonly unrated: number
  readonly meanOverall: number | null
}

const minuteMs = 60_000
/** Never negative: the clock may have been set back in between. */
const minutesBetween = (from: number, to: number) => Math.max(0, (to - from) / minuteMs)
const mean = (values: readonly number[]) =>
  values.length === 0
    ? null
    : Math.round((values.reduce((sum, value) => sum + value, 0) / values.length) * 10) / 10

/** The legs of a ticket first called this day: a ticket carried over was counted for the others before. */
export const calledToday = ({ pastLegs, leg, counted }: Ticket): readonly Leg[] =>
  [...pastLegs, leg].filter(
    ({ index, firstCalledAt }) => firstCalledAt !== null && index >= (counted?.called ?? 0),
  )

/** The legs of a ticket that ended this day. */
export const endedToday = ({ pastLegs, leg, counted }: Ticket): readonly Leg[] =>
  [...pastLegs, leg].filter(({ index, endedAt }) => endedAt !== null && index >= (counted?.ended ?? 0))

/** What a day's figures are counted of. */
interface Part {
  /** Whose tickets count as issued and waiting; null = all. */
  readonly serviceId: string | null
  isHere(leg: Leg): boolean
  isRated(rating: CentreState['ratings'][number]): boolean
}

const sumOf = (counts: ReadonlyMap<string, number>, serviceId: string | null): number =>
  serviceId === null
    ? [...counts.values()].reduce((sum, count) => sum + count, 0)
    : (counts.get(serviceId) ?? 0)

function figuresOf(state: CentreState, { serviceId, isHere, isRated }: Part): DayFigures {
  const tickets = [...state.live.values(), ...state.closed.values()]
  const past = new Set(tickets.flatMap((ticket) => ticket.pastLegs))
  // Sent on to a colleague or finished; who went away half-way has not been served.
  const isServed = (leg: Leg) => leg.outcome !== null || past.has(leg)
  const waits = tickets
    .flatMap(calledToday)
    .filter(isHere)
    .flatMap((leg) => (leg.firstCalledAt === null ? [] : [minutesBetween(leg.enqueuedAt, leg.firstCalledAt)]))
  const services = tickets
    .flatMap(endedToday)
    .filter(isHere)
    .flatMap((leg) =>
      leg.arrivedAt === null || leg.endedAt === null || !isServed(leg)
        ? []
        : [minutesBetween(leg.arrivedAt, leg.endedAt)],
    )
  const ratings = state.ratings.filter(isRated)
  const missed = tickets.filter((ticket) => ticket.state === 'MISSED' || ticket.state === 'NO_SHOW')
  return {
    issued: sumOf(state.issued, serviceId),
    waiting: sumOf(state.waiting, serviceId),
    served: services.length,
    missed: missed.filter(({ leg }) => isHere(leg)).length,
    meanWaitMinutes: mean(waits),
    meanServiceMinutes: mean(services),
    rated: ratings.filter((rating) => rating.marks !== null).length,
    unrated: ratings.filter((rating) => rating.marks === null).length,
    meanOverall: mean(
      ratings.flatMap((rating) =>
        rating.marks === null || rating.marks.overall === 0 ? [] : [rating.marks.overall],
      ),
    ),
  }
}

/** Today's figures from the tickets, recomputed; `counterId` null means the whole centre. */
export const dayFigures = (state: CentreState, counterId: string | null): DayFigures =>
  figuresOf(state, {
    serviceId: null,
    isHere: (leg) => counterId === null || leg.counterId === counterId,
    isRated: (rating) => counterId === null || rating.counterId === counterId,
  })

/** Today's figures of one service. A rating belongs to the service of the leg it is about. */
export function serviceDayFigures(state: CentreState, serviceId: string): DayFigures {
  const serviceOf = ({ ticketId, leg }: { readonly ticketId: string; readonly leg: number }) => {
    const ticket = state.live.get(ticketId) ?? state.closed.get(ticketId)
    const legs = ticket === undefined ? [] : [...ticket.pastLegs, ticket.leg]
    return legs.find(({ index }) => index === leg)?.serviceId
  }
  return figuresOf(state, {
    serviceId,
    isHere: (leg) => leg.serviceId === serviceId,
    isRated: (rating) => serviceOf(rating) === serviceId,
  })
}
