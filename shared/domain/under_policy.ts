import type { DomainEvent, EventType } from './events.ts'
import type { Policy } from './policy.ts'

/** The events that would have been others, or not have been, under other rules. */
const dependent: ReadonlySet<EventType> = new Set<EventType>([
  'DayOpened',
  'TicketIssued',
  'TicketPrintUnknown',
  'TicketCalled',
  'TicketRecalled',
  'TicketMissed',
  'TicketReactivated',
  'TicketNoShow',
  'TransitionUndone',
  'BookingMade',
  'BookingMoved',
  'BookingMissed',
  'PersonBarred',
  'RatingLapsed',
  'PauseOverrun',
])

/** Writes into each event that depends on the rules which version of them it was decided under. */
export const underPolicy = (events: readonly DomainEvent[], { version }: Policy): DomainEvent[] =>
  events.map((event) =>
    dependent.has(event.type)
      ? ({ ...event, data: { ...event.data, policyVersion: version } } as DomainEvent)
      : event,
  )
