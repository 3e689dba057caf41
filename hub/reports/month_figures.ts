import type { RecordedEvent } from '#domain'
import type { MonthFigures } from '#protocol'
import type { TicketRow } from '../store/event_store.ts'

const minuteMs = 60_000

/** Figures that are still being added up; durations in ms. */
interface Sums {
  issued: number
  served: number
  missed: number
  left: number
  waited: number
  waitMs: number
  timed: number
  serviceMs: number
  readonly marks: [number, number, number, number, number]
  unrated: number
}

const noSums = (): Sums => ({
  issued: 0,
  served: 0,
  missed: 0,
  left: 0,
  waited: 0,
  waitMs: 0,
  timed: 0,
  serviceMs: 0,
  marks: [0, 0, 0, 0, 0],
  unrated: 0,
})

const figuresOf = ({ waitMs, serviceMs, ...sums }: Sums): MonthFigures => ({
  ...sums,
  waitMinutes: Math.round(waitMs / minuteMs),
  serviceMinutes: Math.round(serviceMs / minuteMs),
})

const endings: Readonly<Record<string, 'served' | 'missed' | 'left' | undefined>> = {
  DONE: 'served',
  MISSED: 'missed',
  NO_SHOW: 'missed',
  WALKED_OUT: 'left',
  ABANDONED: 'left',
  CANCELLED: 'left',
  EXPIRED: 'left',
}

/** Never negative: the clock may have been set back in between. */
const between = (from: number, to: number) => Math.max(0, to - from)

function addTicket(sums: Sums, row: TicketRow): void {
  const { state, issuedAt, firstCalledAt, arrivedAt, endedAt } = row
  sums.issued += 1
  const ending = endings[state]
  if (ending !== undefined) sums[ending] += 1
  if (firstCalledAt !== null) {
    sums.waited += 1
    sums.waitMs += between(issuedAt, firstCalledAt)
  }
  if (state === 'DONE' && arrivedAt !== null && endedAt !== null) {
    sums.timed += 1
    sums.serviceMs += between(arrivedAt, endedAt)
  }
}

/** Marks and service of each leg that was asked about; one that came home late has taken the place of its lapse. */
function ratingsOf(events: readonly RecordedEvent[], rows: ReadonlyMap<string, TicketRow>) {
  const ratings = new Map<string, { readonly serviceId: string; readonly overall: number | null }>()
  for (const event of events) {
    if (event.type !== 'RatingRecorded' && event.type !== 'RatingLapsed') continue
    const { ticketId, leg } = event.data
    const row = rows.get(ticketId)
    if (row === undefined) continue
    const isGiven = event.type === 'RatingRecorded'
    const rating = isGiven
      ? { serviceId: event.data.serviceId, overall: event.data.marks.overall }
      : { serviceId: row.serviceId, overall: null }
    ratings.set(`${ticketId} ${leg}`, rating)
  }
  return [...ratings.values()]
}

/**
 * The figures of the tickets of a month, whole and by service, from the rows that outlive their days. A ticket counts
 * for the service it ended at, a rating for the one it is about; a ticket that was void never was one. Waiting is from
 * the number to the first call, service from the beginning to the end of the last leg.
 */
export function monthFigures(
  tickets: readonly TicketRow[],
  ratings: readonly RecordedEvent[],
): {
  readonly all: MonthFigures
  readonly services: (MonthFigures & { readonly serviceId: string })[]
} {
  const rows = new Map(tickets.flatMap((row) => (row.state === 'VOID' ? [] : [[row.id, row] as const])))
  const all = noSums()
  const services = new Map<string, Sums>()
  const both = (serviceId: string): readonly Sums[] => {
    const known = services.get(serviceId) ?? noSums()
    services.set(serviceId, known)
    return [all, known]
  }
  for (const row of rows.values()) for (const sums of both(row.serviceId)) addTicket(sums, row)
  for (const { serviceId, overall } of ratingsOf(ratings, rows))
    for (const sums of both(serviceId)) {
      if (overall === null) sums.unrated += 1
      else sums.marks[overall - 1] = (sums.marks[overall - 1] ?? 0) + 1
    }
  const byId = [...services].sort(([a], [b]) => (a < b ? -1 : 1))
  return {
    all: figuresOf(all),
    services: byId.map(([serviceId, sums]) => ({ serviceId, ...figuresOf(sums) })),
  }
}

/** Figures by the names they have at the city: `issued`, `mark5` … of all, `<service>.issued` … of each service. */
export function namedFigures({
  all,
  services,
}: ReturnType<typeof monthFigures>): Readonly<Record<string, number>> {
  const named = (prefix: string, { marks, ...figures }: MonthFigures) => [
    ...Object.entries(figures).map(([name, value]) => [`${prefix}${name}`, value] as const),
    ...marks.map((count, index) => [`${prefix}mark${index + 1}`, count] as const),
  ]
  return Object.fromEntries([
    ...named('', all),
    ...services.flatMap(({ serviceId, ...figures }) => named(`${serviceId}.`, figures)),
  ])
}
