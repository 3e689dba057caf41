import { type CentreState, localMoment, type RecordedEvent } from '#domain'
import type { Played } from './play.ts'

/** A promise that was broken, by its name. */
export class Broken extends Error {}

/** Throws `Broken` when a promise does not hold. */
export function demand(name: string, holds: boolean, detail: () => string): void {
  if (!holds) throw new Broken(`${name}: ${detail()}`)
}

/** Names of what is looked at. */
export const names = {
  rest: 'everything comes to rest',
  unique: 'a number is unique per day and series, on paper too',
  leases: 'a leased number is given by its kiosk, on its day',
  present: 'what was acknowledged or printed is in the log',
  once: 'one press, one number',
  place: 'a ticket is at one counter unless a conflict says so',
  edges: 'only legal edges',
  steps: 'what was done offline is in the log once, or in a conflict',
  ratings: 'a rating counts once, and none is lost',
  reprints: 'a paper printed again is counted, once',
  bookings: 'a booking is used once',
  doors: 'a counter is as its person left it',
  city: 'the city has each event once and in order',
  alike: 'mirrors, hub and log agree',
} as const

/** Everything a schedule left behind. */
export interface Remains extends Played {
  readonly log: readonly RecordedEvent[]
  readonly state: CentreState
  /** The business day each ticket was given on, by its id. */
  readonly days: ReadonlyMap<string, string>
  /** '<day> <number>' of what a person is told does not fit; '' for what a counter did with itself. */
  readonly conflicts: ReadonlySet<string>
  /** How often each event of a ticket stands in the log: '<day> <number> <event>', of calls '… <counter>' → times. */
  readonly times: ReadonlyMap<string, number>
}

/** An event of one type. */
export type Of<T extends RecordedEvent['type']> = Extract<RecordedEvent, { type: T }>

/** The events of one type. */
export const eventsOf = <T extends RecordedEvent['type']>(log: readonly RecordedEvent[], type: T): Of<T>[] =>
  log.filter((each): each is Of<T> => each.type === type)

/** What visitors hold. */
export const papersOf = ({ hall }: Pick<Remains, 'hall'>) => hall.agents.flatMap(({ papers }) => papers)

/** What machines have kept to be merged. */
export const keptOf = ({ hall }: Pick<Remains, 'hall'>) => hall.agents.flatMap(({ kept }) => kept)

const shanghai = 8 * 60

/** A number on its day, as people speak of it: by the log, or where only its machine knows it, by when it was given. */
export function keyOf(
  { days }: Pick<Remains, 'days'>,
  told: { readonly ticketId: string; readonly number: string; readonly issuedAt?: string },
): string {
  const { issuedAt } = told
  const given = issuedAt === undefined ? '?' : localMoment(Date.parse(issuedAt), shanghai).date
  return `${days.get(told.ticketId) ?? given} ${told.number}`
}

/** Each event with the business day it was written in. */
function* dated(log: readonly RecordedEvent[]) {
  let day = ''
  for (const event of log) {
    if (event.type === 'DayOpened') day = event.data.businessDay
    yield { event, day }
  }
}

/** Gathers what a schedule left. */
export function remainsOf(played: Played, log: readonly RecordedEvent[], state: CentreState): Remains {
  const days = new Map<string, string>()
  const numbers = new Map<string, string>()
  const conflicts = new Set<string>()
  const times = new Map<string, number>()
  for (const { businessDay, step } of keptOf(played))
    if (step.did === 'issue') days.set(step.ticketId, businessDay)
  for (const { event, day } of dated(log)) {
    const { data, type } = event
    if (type === 'TicketIssued') {
      days.set(data.ticketId, day)
      numbers.set(data.ticketId, data.number)
    }
    if (type === 'ConflictNoted') conflicts.add(`${data.businessDay ?? day} ${data.number}`)
    if (!('ticketId' in data)) continue
    const at = type === 'TicketCalled' ? ` ${data.counterId}` : ''
    const key = `${days.get(data.ticketId)} ${numbers.get(data.ticketId)} ${type}${at}`
    times.set(key, (times.get(key) ?? 0) + 1)
  }
  return { ...played, log, state, days, conflicts, times }
}
