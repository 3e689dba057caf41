import fc from 'fast-check'
import type { Actor, Command, CounterCommand, PrintResult } from '../commands.ts'
import type { PauseReason } from '../events.ts'
import { guide, type Hall, kiosk, minute, pad, system, terminal } from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import type { Claim, Delivery, Outcome } from '../ticket.ts'

/** One thing that happens; tickets are chosen by a figure, so that any step fits any hall. */
export type Step = { readonly [fc.toStringMethod]?: () => string } & (
  | { readonly kind: 'wait'; readonly ms: number }
  | { readonly kind: 'jump'; readonly ms: number }
  | { readonly kind: 'send'; readonly to: (hall: Hall) => readonly [Command, Actor] | null }
)

const send = (to: (hall: Hall) => readonly [Command, Actor] | null): Step => {
  let sent = 'nothing to send'
  return {
    kind: 'send',
    to(hall) {
      const found = to(hall)
      sent = found === null ? 'nothing to send' : JSON.stringify(found[0])
      return found
    },
    // A failure shows what was last sent, not the program text.
    [fc.toStringMethod]: () => sent,
  }
}

function pick(hall: Hall, figure: number, states: readonly string[]) {
  const all = [...hall.state.live.values()].filter((ticket) => states.includes(ticket.state))
  return all[figure % Math.max(1, all.length)] ?? null
}

const figure = fc.nat({ max: 99 })
const serviceId = fc.constantFrom('consult', 'aid', 'mediate')
const counterId = fc.constantFrom('c1', 'c2', 'r1')
const claims = fc.subarray<Claim>(['military', 'elderly', 'pregnant'], { maxLength: 1 })
const outcome = fc.constantFrom<Outcome>('done', 'advised', 'incomplete')

const issue = fc
  .record({
    serviceId,
    personRef: fc.option(fc.constantFrom('p1', 'p2', 'p3'), { freq: 3 }),
    age: fc.option(fc.integer({ min: 60, max: 90 })),
    claims,
    channel: fc.constantFrom('kiosk' as const, 'guide' as const),
    delivery: fc.constantFrom<Delivery>('print', 'spoken', 'spoken'),
  })
  .map((given) => send(() => [{ type: 'issue', ...given }, given.channel === 'kiosk' ? kiosk : guide]))

const printResult = fc
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

const ofTicket = (asked: OfTicket, states: readonly string[]) =>
  figure.map((which) =>
    send((hall) => {
      const ticket = pick(hall, which, states)
      return ticket && [{ ...asked, ticketId: ticket.id }, guide]
    }),
  )

const atCounter = (command: fc.Arbitrary<CounterCommand>) =>
  fc.tuple(counterId, command).map(([at, given]) => send(() => [{ counterId: at, ...given }, terminal(at)]))

const position = fc.oneof(
  fc.constantFrom('taken' as const, 'taken' as const, 'front' as const, 'end' as const),
  fc.record({ after: fc.nat({ max: 4 }) }),
)

const transfer = fc.record({
  type: fc.constant('transfer' as const),
  serviceId: fc.option(serviceId),
  toCounterId: fc.option(counterId),
  staffId: fc.option(fc.constantFrom('s1', 's2', 's3'), { freq: 3 }),
  position,
  noteRef: fc.constant(null),
  returnToMe: fc.boolean(),
})

const hold = fc.record({
  type: fc.constant('hold' as const),
  scope: fc.constantFrom('me' as const, 'counter' as const, 'any' as const),
  until: fc.constant(null),
  reason: fc.constant(''),
})

const pausing = fc
  .constantFrom<PauseReason>('meeting', 'break')
  .map((reason) => ({ type: 'pause' as const, reason }))

const callNumber = fc.tuple(counterId, figure).map(([at, which]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['WAITING', 'HELD', 'MISSED', 'ISSUING', 'CALLED'])
    return (
      ticket && [{ counterId: at, type: 'call-number', number: ticket.number, reason: 'asked' }, terminal(at)]
    )
  }),
)

const slotMs = 15 * minute

/** Books one of the next slots. */
const book = fc
  .tuple(fc.integer({ min: 1, max: 3 }), fc.constantFrom('p1', 'p2', 'p3', null))
  .map(([n, personRef]) =>
    send((hall) => {
      const slotAt = (Math.floor(hall.now / slotMs) + n) * slotMs
      return [{ type: 'book', serviceId: 'consult', slotAt, personRef, agentRef: null }, guide]
    }),
  )

/** Checks a booking in or takes it back, open or not. */
const ofBooking = fc.tuple(figure, fc.boolean()).map(([which, comes]) =>
  send((hall) => {
    const all = [...hall.state.bookings.keys()]
    const bookingId = all[which % Math.max(1, all.length)]
    if (bookingId === undefined) return null
    const given = { type: 'check-in', bookingId, channel: 'guide', delivery: 'spoken' } as const
    return [comes ? given : { type: 'cancel-booking', bookingId, reason: '' }, guide]
  }),
)

const grant = fc
  .tuple(figure, fc.constantFrom('disabled' as const, 'normal' as const))
  .map(([which, priority]) =>
    send((hall) => {
      const ticket = pick(hall, which, ['WAITING'])
      return ticket && [{ type: 'grant-priority', ticketId: ticket.id, priority, reason: 'seen' }, guide]
    }),
  )

const nextService = fc.record({
  type: fc.constant('next-service' as const),
  serviceId,
  stays: fc.boolean(),
  outcome,
})

const holdForDocument = fc.constant({
  type: 'hold' as const,
  scope: 'any' as const,
  until: null,
  reason: '',
  awaits: 'document' as const,
})

const sendHeldOn = fc.tuple(counterId, figure, serviceId).map(([at, which, to]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['HELD'])
    const target = { serviceId: to, toCounterId: null, staffId: null, position: 'taken' as const }
    const rest = { noteRef: null, returnToMe: false }
    return (
      ticket && [{ counterId: at, type: 'transfer', ...target, ...rest, ticketId: ticket.id }, terminal(at)]
    )
  }),
)

const resume = fc.tuple(counterId, figure).map(([at, which]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['HELD'])
    return ticket && [{ counterId: at, type: 'resume', ticketId: ticket.id }, terminal(at)]
  }),
)

const rate = counterId.map((at) =>
  send((hall) => {
    const { rating } = liveCounter(hall.state, at)
    const marks = { overall: 5, attitude: 5, efficiency: 4, competence: 5 }
    const common = { reasons: [], commentRef: null, channel: 'pad' as const }
    return rating && [{ type: 'rate', ticketId: rating.ticketId, leg: rating.leg, marks, ...common }, pad(at)]
  }),
)

/** What a counter would do next on an ordinary day. */
const natural = counterId.map((at) =>
  send((hall) => {
    const { currentTicketId, paused } = liveCounter(hall.state, at)
    const state = hall.state.live.get(currentTicketId ?? '')?.state
    if (paused !== null) return [{ counterId: at, type: 'unpause' }, terminal(at)]
    if (state === 'CALLED') return [{ counterId: at, type: 'arrive' }, terminal(at)]
    if (state === 'SERVING') return [{ counterId: at, type: 'finish', outcome: 'done' }, terminal(at)]
    return [{ counterId: at, type: 'call-next', finishCurrent: null }, terminal(at)]
  }),
)

const bare = fc.constantFrom<CounterCommand>(
  { type: 'recall' },
  { type: 'arrive' },
  { type: 'arrive' },
  { type: 'absent' },
  { type: 'left' },
  { type: 'recuse', reason: 'kin' },
)

const house = fc.constantFrom<Command>(
  { type: 'tick' },
  { type: 'tick' },
  { type: 'tick' },
  { type: 'close-day' },
)

const wait = (max: number) => fc.integer({ min: 0, max }).map((ms): Step => ({ kind: 'wait', ms }))
const jump = fc.integer({ min: -180 * minute, max: 180 * minute }).map((ms): Step => ({ kind: 'jump', ms }))

/** Any day of a hall: commands of everybody, sensible or not, and time; `jumps` lets the clock be set as well. */
export const stepsArbitrary = (jumps: boolean, maxLength = 140): fc.Arbitrary<Step[]> =>
  fc.array(
    fc.oneof(
      { weight: 14, arbitrary: issue },
      { weight: 5, arbitrary: printResult },
      { weight: 12, arbitrary: wait(20_000) },
      { weight: 8, arbitrary: wait(12 * minute) },
      { weight: 1, arbitrary: fc.constant<Step>({ kind: 'wait', ms: 15 * 60 * minute }) },
      { weight: jumps ? 3 : 0, arbitrary: jump },
      { weight: 10, arbitrary: atCounter(fc.constant({ type: 'call-next', finishCurrent: null })) },
      { weight: 4, arbitrary: atCounter(outcome.map((o) => ({ type: 'call-next', finishCurrent: o }))) },
      { weight: 10, arbitrary: atCounter(bare) },
      { weight: 6, arbitrary: atCounter(outcome.map((o) => ({ type: 'finish', outcome: o }))) },
      { weight: 5, arbitrary: atCounter(fc.constant({ type: 'undo' })) },
      { weight: 3, arbitrary: atCounter(transfer) },
      { weight: 3, arbitrary: atCounter(hold) },
      { weight: 3, arbitrary: resume },
      { weight: 3, arbitrary: callNumber },
      { weight: 14, arbitrary: natural },
      { weight: 5, arbitrary: rate },
      { weight: 2, arbitrary: ofTicket({ type: 'reactivate' }, ['MISSED']) },
      {
        weight: 1,
        arbitrary: ofTicket({ type: 'cancel', reason: '' }, ['WAITING', 'HELD', 'ISSUING', 'MISSED']),
      },
      { weight: 1, arbitrary: ofTicket({ type: 'reprint' }, ['WAITING']) },
      { weight: 1, arbitrary: ofTicket({ type: 'walk-out' }, ['WAITING']) },
      { weight: 1, arbitrary: ofTicket({ type: 'document-ready' }, ['HELD']) },
      { weight: 3, arbitrary: book },
      { weight: 3, arbitrary: ofBooking },
      { weight: 1, arbitrary: grant },
      { weight: 3, arbitrary: atCounter(nextService) },
      { weight: 1, arbitrary: atCounter(holdForDocument) },
      { weight: 1, arbitrary: sendHeldOn },
      { weight: 3, arbitrary: atCounter(fc.constant({ type: 'open', staffId: null })) },
      { weight: 1, arbitrary: atCounter(fc.constant({ type: 'close' })) },
      { weight: 1, arbitrary: atCounter(pausing) },
      { weight: 2, arbitrary: atCounter(fc.constant({ type: 'unpause' })) },
      { weight: 2, arbitrary: house.map((command) => send(() => [command, system])) },
    ),
    { minLength: 10, maxLength, size: 'max' },
  )

/** A rush: people keep coming and counters do the natural thing. */
export const rushArbitrary: fc.Arbitrary<Step[]> = fc.array(
  fc.oneof(
    { weight: 7, arbitrary: issue },
    { weight: 10, arbitrary: natural },
    { weight: 4, arbitrary: wait(20_000) },
    { weight: 1, arbitrary: atCounter(fc.constant({ type: 'undo' })) },
  ),
  { minLength: 60, maxLength: 200, size: 'max' },
)
