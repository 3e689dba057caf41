import { expect, test } from 'vitest'
import { granted, guide, type Hall, kiosk, minute, openHall, system, ticketNow } from '../hall.fixture.ts'

/** A hall whose kiosk has leased numbers, and a booking in a quarter of an hour. */
function bookedHall(noShowLimit: number) {
  const hall = openHall(['c1'], { noShowLimit })
  granted(hall.run({ type: 'lease-numbers' }, kiosk))
  const slotAt = hall.now + 15 * minute
  const booking = { serviceId: 'consult', slotAt, personRef: 'p1', agentRef: null }
  const [made] = granted(hall.run({ type: 'book', ...booking }, guide))
  return { hall, slotAt, bookingId: made?.type === 'BookingMade' ? made.data.bookingId : '' }
}

/** What the kiosk gave for a booking without the hub, brought home. */
const bring = (hall: Hall, bookingId: string, occurredAt: number) =>
  granted(
    hall.run(
      {
        type: 'merge-offline',
        occurredAt,
        businessDay: '2026-01-05',
        online: null,
        insist: false,
        step: {
          did: 'issue',
          ticketId: 'paper',
          series: 'A',
          sequence: 980,
          serviceId: 'consult',
          priority: 'normal',
          claims: [],
          personRef: null,
          delivery: 'spoken',
          bookingId,
          ahead: 0,
          estimate: { p50Minutes: 0, p80Minutes: 0 },
        },
      },
      kiosk,
    ),
  )

const conflictsOf = ({ state }: Hall) => [...state.conflicts.values()]

test('who checked in without the hub has not missed the booking, whatever the hub thought meanwhile', () => {
  const { hall, slotAt, bookingId } = bookedHall(1)
  const cameAt = hall.now + 10 * minute
  hall.now += 60 * minute
  const lapsed = granted(hall.run({ type: 'tick' }, system)).map(({ type }) => type)
  expect(lapsed).toEqual(['BookingMissed', 'PersonBarred'])
  bring(hall, bookingId, cameAt)
  expect(ticketNow(hall, 'paper')).toMatchObject({ bookingId, slotAt, personRef: 'p1' })
  expect(hall.state.bookings.get(bookingId)).toMatchObject({ state: 'CHECKED_IN', ticketId: 'paper' })
  expect([hall.state.bars.size, hall.state.noShows.size, conflictsOf(hall).length]).toEqual([0, 0, 0])
})

test('who came to the kiosk too late has missed it all the same', () => {
  const { hall, bookingId } = bookedHall(0)
  hall.now += 60 * minute
  granted(hall.run({ type: 'tick' }, system))
  bring(hall, bookingId, hall.now)
  expect(ticketNow(hall, 'paper').bookingId).toBeUndefined()
  expect(conflictsOf(hall)).toMatchObject([{ kind: 'booking-used', code: 'booking-late' }])
})
