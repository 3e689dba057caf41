import fc from 'fast-check'
import type { CounterCommand } from '../commands.ts'
import type { PauseReason } from '../events.ts'
import { minute, terminal } from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import type { Outcome } from '../ticket.ts'
import { pick, send } from './step.model.ts'
import { counterId, figure, serviceId } from './visitor_steps.model.ts'

/** How a visit ended. */
export const outcome = fc.constantFrom<Outcome>('done', 'advised', 'incomplete')

/** Any counter sends this. */
export const atCounter = (command: fc.Arbitrary<CounterCommand>) =>
  fc.tuple(counterId, command).map(([at, given]) => send(() => [{ counterId: at, ...given }, terminal(at)]))

const position = fc.oneof(
  fc.constantFrom('taken' as const, 'taken' as const, 'front' as const, 'end' as const),
  fc.record({ after: fc.nat({ max: 4 }) }),
)

/** Services somebody may be sent to, one of which no counter has. */
const sentTo = fc.oneof({ weight: 6, arbitrary: serviceId }, { weight: 1, arbitrary: fc.constant('nobodys') })

/** Sends the present visitor on. */
export const transfer = fc.record({
  type: fc.constant('transfer' as const),
  serviceId: fc.option(sentTo),
  toCounterId: fc.constantFrom(null, null, 'c1', 'c2', 'r1'),
  staffId: fc.constantFrom(null, null, 's1', 's2', 's3'),
  position,
  noteRef: fc.constant(null),
  returnToMe: fc.boolean(),
})

/** Sets the present visitor aside: by hand, for a document, or until a time. */
export const hold = fc
  .record({
    scope: fc.constantFrom('me' as const, 'counter' as const, 'any' as const),
    ends: fc.constantFrom('hand' as const, 'document' as const, 'timer' as const),
  })
  .chain(({ scope, ends }) =>
    counterId.map((at) =>
      send(({ now }) => {
        const until = ends === 'timer' ? now + 10 * minute : null
        const awaits = ends === 'document' ? { awaits: 'document' as const } : {}
        return [{ counterId: at, type: 'hold', scope, until, reason: '', ...awaits }, terminal(at)]
      }),
    ),
  )

/** Stops calling for a while. */
export const pausing = fc
  .constantFrom<PauseReason>('meeting', 'break')
  .map((reason) => ({ type: 'pause' as const, reason }))

/** Calls a number out of order. */
export const callNumber = fc.tuple(counterId, figure).map(([at, which]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['WAITING', 'HELD', 'MISSED', 'ISSUING', 'CALLED'])
    return (
      ticket && [{ counterId: at, type: 'call-number', number: ticket.number, reason: 'asked' }, terminal(at)]
    )
  }),
)

/** The next service of the same visit. */
export const nextService = fc.record({
  type: fc.constant('next-service' as const),
  serviceId: sentTo,
  stays: fc.boolean(),
  outcome,
})

/** Sends somebody on who was set aside. */
export const sendHeldOn = fc.tuple(counterId, figure, sentTo).map(([at, which, to]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['HELD'])
    const target = { serviceId: to, toCounterId: null, staffId: null, position: 'taken' as const }
    const rest = { noteRef: null, returnToMe: false }
    return (
      ticket && [{ counterId: at, type: 'transfer', ...target, ...rest, ticketId: ticket.id }, terminal(at)]
    )
  }),
)

/** Takes somebody up again who was set aside. */
export const resume = fc.tuple(counterId, figure).map(([at, which]) =>
  send((hall) => {
    const ticket = pick(hall, which, ['HELD'])
    return ticket && [{ counterId: at, type: 'resume', ticketId: ticket.id }, terminal(at)]
  }),
)

/** What a counter would do next on an ordinary day. */
export const natural = counterId.map((at) =>
  send((hall) => {
    const { currentTicketId, paused } = liveCounter(hall.state, at)
    const state = hall.state.live.get(currentTicketId ?? '')?.state
    if (paused !== null) return [{ counterId: at, type: 'unpause' }, terminal(at)]
    if (state === 'CALLED') return [{ counterId: at, type: 'arrive' }, terminal(at)]
    if (state === 'SERVING') return [{ counterId: at, type: 'finish', outcome: 'done' }, terminal(at)]
    return [{ counterId: at, type: 'call-next', finishCurrent: null }, terminal(at)]
  }),
)

/** What needs no more words. */
export const bare = fc.constantFrom<CounterCommand>(
  { type: 'recall' },
  { type: 'arrive' },
  { type: 'arrive' },
  { type: 'absent' },
  { type: 'absent' },
  { type: 'left' },
  { type: 'recuse', reason: 'kin' },
)
