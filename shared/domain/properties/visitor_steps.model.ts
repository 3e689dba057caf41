import fc from 'fast-check'
import type { PrintResult } from '../commands.ts'
import { guide, kiosk, minute, pad } from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import type { Claim, Delivery } from '../ticket.ts'
import { pick, type Step, send } from './step.model.ts'

/** Which of several, by a figure. */
export const figure = fc.nat({ max: 99 })
/** The services of the halls under test. */
export const serviceId = fc.constantFrom('consult', 'aid', 'mediate')
/** Their desks; the fourth is not there in every hall. */
export const counterId = fc.constantFrom('c1', 'c2', 'r1', 'c1', 'c2', 'r1', 'c3')

const personRef = fc.constantFrom('p1', 'p2', 'p3', 'p4', null, null)
const claims = fc.constantFrom<readonly Claim[]>(
  [],
  [],
  ['military'],
  ['elderly'],
  ['elderly'],
  ['pregnant'],
  ['fire'],
)
const age = fc.constantFrom(null, 40, 65, 72, 90)

/** Somebody takes a number: at the kiosk or the guide desk, alone or in a group, for themselves or another. */
export const issue = fc
  .record({
    serviceId,
    personRef,
    age,
    claims,
    channel: fc.constantFrom('kiosk' as const, 'guide' as const),
    delivery: fc.constantFrom<Delivery>('print', 'spoken', 'spoken'),
    groupSize: fc.constantFrom(1, 1, 1, 2, 5),
    agentRef: fc.constantFrom(null, null, null, 'p9'),
  })
  .map((given) => send(() => [{ type: 'issue', ...given }, given.channel === 'kiosk' ? kiosk : guide]))

/** What the printer says of a number that is on its way. */
export const printResult = fc
  .tuple(figure, fc.constantFrom<PrintResult>('confirmed', 'confirmed', 'unknown', 'failed', 'screen'))
  .map(([which, result]) =>
    send((hall) => {
      const ticket = pick(hall, which, ['ISSUING'])
      return ticket && [{ type: 'print-result', ticketId: ticket.id, result, reason: '' }, kiosk]
    }),
  )

type OfTicket =
  | { readonly type: 'cancel'; readonly reason: string }
  | { readonly type: 'reactivate' | 'reprint' | 'walk-out' | 'document-ready' }

/** Something the guide desk does with a ticket in one of these states. */
export const ofTicket = (asked: OfTicket, states: readonly string[]): fc.Arbitrary<Step> =>
  figure.map((which) =>
    send((hall) => {
      const ticket = pick(hall, which, states)
      return ticket && [{ ...asked, ticketId: ticket.id }, guide]
    }),
  )

const slotMs = 15 * minute

/** Books one of the next slots. */
export const book = fc.tuple(fc.integer({ min: 1, max: 3 }), personRef).map(([n, person]) =>
  send((hall) => {
    const slotAt = (Math.floor(hall.now / slotMs) + n) * slotMs
    return [{ type: 'book', serviceId: 'consult', slotAt, personRef: person, agentRef: null }, guide]
  }),
)

/** Moves a booking to one of the next slots, open or not. */
export const moveBooking = fc.tuple(figure, fc.integer({ min: 1, max: 4 })).map(([which, n]) =>
  send((hall) => {
    const all = [...hall.state.bookings.keys()]
    const bookingId = all[which % Math.max(1, all.length)]
    const slotAt = (Math.floor(hall.now / slotMs) + n) * slotMs
    return bookingId === undefined ? null : [{ type: 'move-booking', bookingId, slotAt }, guide]
  }),
)

/** Checks a booking in or takes it back, open or not. */
export const ofBooking = fc
  .tuple(figure, fc.constantFrom<Delivery | null>('spoken', 'print', null))
  .map(([which, delivery]) =>
    send((hall) => {
      const all = [...hall.state.bookings.keys()]
      const bookingId = all[which % Math.max(1, all.length)]
      if (bookingId === undefined) return null
      if (delivery === null) return [{ type: 'cancel-booking', bookingId, reason: '' }, guide]
      return [{ type: 'check-in', bookingId, channel: 'guide', delivery }, guide]
    }),
  )

/** The guide desk sees a reason for another class. */
export const grant = fc
  .tuple(figure, fc.constantFrom('disabled' as const, 'normal' as const))
  .map(([which, priority]) =>
    send((hall) => {
      const ticket = pick(hall, which, ['WAITING'])
      return ticket && [{ type: 'grant-priority', ticketId: ticket.id, priority, reason: 'seen' }, guide]
    }),
  )

/** A holder gets no more numbers for a while, or is let in again. */
export const bar = fc.tuple(figure, fc.boolean()).map(([which, isBarred]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['WAITING', 'SERVING'])
    const until = isBarred ? hall.now + 30 * minute : null
    return ticket && [{ type: 'bar', ticketId: ticket.id, until, reason: 'asked' }, guide]
  }),
)

/** Somebody presses the pad that asks. */
export const rate = counterId.map((at) =>
  send((hall) => {
    const { rating } = liveCounter(hall.state, at)
    const marks = { overall: 5, attitude: 5, efficiency: 4, competence: 5 }
    const common = { reasons: [], commentRef: null, channel: 'pad' as const }
    return rating && [{ type: 'rate', ticketId: rating.ticketId, leg: rating.leg, marks, ...common }, pad(at)]
  }),
)
