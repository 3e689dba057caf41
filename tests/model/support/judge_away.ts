import { numberText } from '#domain'
import { demand, eventsOf, keptOf, keyOf, names, type Remains } from './remains.ts'

/** A kiosk gives numbers of its own leases of that day, and the hub none of anybody's. */
export function leases(remains: Remains): void {
  const blocks = eventsOf(remains.log, 'NumbersLeased').map(({ data }) => data)
  const covering = (day: string | undefined, series: string, sequence: number) =>
    blocks.filter((lease) => {
      const holds = lease.from <= sequence && sequence <= lease.to
      return holds && lease.series === series && lease.businessDay === day
    })
  for (const { businessDay, deviceId, step } of keptOf(remains)) {
    if (step.did !== 'issue') continue
    const { series, sequence } = step
    const isOwn = covering(businessDay, series, sequence).some((lease) => lease.deviceId === deviceId)
    demand(names.leases, isOwn, () => `${deviceId} gave ${numberText(series, sequence)} on ${businessDay}`)
  }
  for (const { data } of eventsOf(remains.log, 'TicketIssued')) {
    if (data.offline === true) continue
    const isFree = covering(remains.days.get(data.ticketId), data.series, data.sequence).length === 0
    demand(names.leases, isFree, () => `the hub gave ${data.number}, which was leased`)
  }
}

/** What a visitor pressed, and was thanked for, is in the log once, or a person is told. */
export function ratings(remains: Remains): void {
  const given = new Map<string, number>()
  for (const { data } of eventsOf(remains.log, 'RatingRecorded')) {
    const number = eventsOf(remains.log, 'TicketIssued').find((each) => each.data.ticketId === data.ticketId)
    const key = `${keyOf(remains, { ticketId: data.ticketId, number: number?.data.number ?? '' })} ${data.leg}`
    given.set(key, (given.get(key) ?? 0) + 1)
    demand(names.ratings, given.get(key) === 1, () => `${key} was rated twice`)
  }
  for (const each of remains.people.told) {
    if (each.what !== 'rated') continue
    const key = keyOf(remains, each)
    const isThere = given.has(`${key} ${each.leg}`) || remains.conflicts.has(key)
    demand(names.ratings, isThere, () => `the rating of ${key} is not there`)
  }
}

/** Every paper that was printed again is counted, unless its ticket was over by then, and none counts for two. */
export function reprints(remains: Remains): void {
  const { hall, people, log, state } = remains
  for (const each of people.told) {
    if (each.what !== 'reprinted') continue
    const id = each.commandId.toUpperCase()
    const mine = hall.done.filter(
      ({ commandId }) => commandId === id || commandId.startsWith(`${id}:offline`),
    )
    const isCounted = mine.some(({ types }) => types.includes('TicketReprinted'))
    const isOver = mine.length > 0 && !state.live.has(each.ticketId)
    demand(names.reprints, isCounted || isOver, () => `the reprint of ${each.ticketId} is not there`)
  }
  const counted = Map.groupBy(eventsOf(log, 'TicketReprinted'), ({ data }) => data.ticketId)
  for (const [ticketId, events] of counted) {
    const presses = people.reprints.get(ticketId) ?? 0
    demand(names.reprints, events.length <= presses, () => `${ticketId}: ${events.length} of ${presses}`)
  }
}

/** A booking has one ticket that counts; a kiosk that checked it in too has given an ordinary number, and said so. */
export function bookings(remains: Remains): void {
  const { hall, state, log, conflicts } = remains
  const issued = eventsOf(log, 'TicketIssued')
  for (const bookingId of hall.bookings) {
    const alive = issued.filter(({ data }) => {
      const ticket = state.live.get(data.ticketId) ?? state.closed.get(data.ticketId)
      return data.bookingId === bookingId && !['VOID', 'CANCELLED', undefined].includes(ticket?.state)
    })
    const text = () => `${bookingId} has ${alive.map(({ data }) => data.number).join(' and ')}`
    demand(names.bookings, alive.length <= 1, text)
  }
  for (const { businessDay, step } of keptOf(remains)) {
    if (step.did !== 'issue' || step.bookingId === undefined) continue
    const number = numberText(step.series, step.sequence)
    const ticket = issued.find(({ data }) => data.ticketId === step.ticketId)
    const isKept = ticket?.data.bookingId === step.bookingId || conflicts.has(`${businessDay} ${number}`)
    demand(names.bookings, isKept, () => `${number} has lost its booking`)
  }
}

/** A counter stands as the person there was last told; the end of a day closes it, whatever they were told. */
export function doors({ people, log, state, conflicts }: Remains): void {
  const days = eventsOf(log, 'DayOpened')
  if (days.length > 2) return
  for (const [counterId, { door, asking, isSure }] of people.desks) {
    if (asking > 0 || !isSure || conflicts.has(`${state.businessDay} `)) continue
    const live = state.counterLive.get(counterId)
    const is =
      live === undefined || live.staffId === null ? 'closed' : live.paused === null ? 'open' : 'paused'
    demand(names.doors, is === door, () => `counter ${counterId} is ${is}, not ${door}`)
  }
}
