import fc from 'fast-check'
import type { Command } from '../commands.ts'
import { guide, minute, system, terminal } from '../hall.fixture.ts'
import {
  atCounter,
  bare,
  callNumber,
  hold,
  natural,
  nextService,
  outcome,
  pausing,
  resume,
  sendHeldOn,
  transfer,
} from './counter_steps.model.ts'
import type { Day } from './judge.model.ts'
import { settings } from './setting.model.ts'
import { type Step, send } from './step.model.ts'
import * as visitor from './visitor_steps.model.ts'

const { issue, ofTicket } = visitor

const tick = send(() => [{ type: 'tick' }, system])
const house = fc
  .constantFrom<Command>({ type: 'tick' }, { type: 'tick' }, { type: 'tick' }, { type: 'close-day' })
  .map((command) => send(() => [command, system]))

const leave = send(() => [{ type: 'raise-emergency', kind: 'plan', counterId: null }, guide])
const comeBack = send(() => [{ type: 'end-emergency' }, guide])
const emergency = fc.constantFrom(
  send(() => [{ type: 'raise-emergency', kind: 'help', counterId: 'c1' }, terminal('c1')]),
  leave,
  comeBack,
  comeBack,
  comeBack,
)

const wait = (max: number) => fc.integer({ min: 0, max }).map((ms): Step => ({ kind: 'wait', ms }))
const night: Step = { kind: 'wait', ms: 15 * 60 * minute }

const hour = 60 * minute
const year = 365 * 24 * hour
/** The clock is set: a little, an hour or a year, forwards and back, and around midnight. */
const clockIsSet = fc.oneof(
  fc.integer({ min: -3 * hour, max: 3 * hour }).map((ms): Step => ({ kind: 'jump', ms })),
  fc.constantFrom(-year, -hour, hour, year).map((ms): Step => ({ kind: 'jump', ms })),
  fc.constantFrom(-minute, -1, 0, 1, minute).map((ms): Step => ({ kind: 'midnight', ms })),
)

const anySteps = (hasJumps: boolean): readonly { weight: number; arbitrary: fc.Arbitrary<Step> }[] => [
  { weight: 14, arbitrary: issue },
  { weight: 5, arbitrary: visitor.printResult },
  { weight: 10, arbitrary: wait(20_000) },
  { weight: 7, arbitrary: wait(12 * minute) },
  { weight: 1, arbitrary: fc.constant(night) },
  { weight: hasJumps ? 5 : 0, arbitrary: clockIsSet },
  { weight: 10, arbitrary: atCounter(fc.constant({ type: 'call-next', finishCurrent: null })) },
  { weight: 4, arbitrary: atCounter(outcome.map((o) => ({ type: 'call-next', finishCurrent: o }))) },
  { weight: 10, arbitrary: atCounter(bare) },
  { weight: 6, arbitrary: atCounter(outcome.map((o) => ({ type: 'finish', outcome: o }))) },
  { weight: 5, arbitrary: atCounter(fc.constant({ type: 'undo' })) },
  { weight: 5, arbitrary: atCounter(transfer) },
  { weight: 4, arbitrary: hold },
  { weight: 3, arbitrary: resume },
  { weight: 3, arbitrary: callNumber },
  { weight: 14, arbitrary: natural },
  { weight: 4, arbitrary: visitor.rate },
  { weight: 4, arbitrary: ofTicket({ type: 'reactivate' }, ['MISSED']) },
  {
    weight: 1,
    arbitrary: ofTicket({ type: 'cancel', reason: '' }, ['WAITING', 'HELD', 'ISSUING', 'MISSED']),
  },
  { weight: 1, arbitrary: ofTicket({ type: 'reprint' }, ['WAITING']) },
  { weight: 1, arbitrary: ofTicket({ type: 'walk-out' }, ['WAITING']) },
  { weight: 1, arbitrary: ofTicket({ type: 'document-ready' }, ['HELD']) },
  { weight: 4, arbitrary: visitor.book },
  { weight: 4, arbitrary: visitor.ofBooking },
  { weight: 1, arbitrary: visitor.moveBooking },
  { weight: 1, arbitrary: visitor.grant },
  { weight: 1, arbitrary: visitor.bar },
  { weight: 3, arbitrary: atCounter(nextService) },
  { weight: 1, arbitrary: sendHeldOn },
  { weight: 3, arbitrary: atCounter(fc.constant({ type: 'open', staffId: null })) },
  { weight: 1, arbitrary: atCounter(fc.constant({ type: 'close' })) },
  { weight: 1, arbitrary: atCounter(pausing) },
  { weight: 2, arbitrary: atCounter(fc.constant({ type: 'unpause' })) },
  { weight: 1, arbitrary: emergency },
  { weight: 2, arbitrary: house },
]

/** Most commands a day has. */
const longestDay = 100

const stepsOf = (...weighted: readonly { weight: number; arbitrary: fc.Arbitrary<Step> }[]) =>
  fc.array(fc.oneof(...weighted), { maxLength: longestDay, size: 'max' })

/** A rush: people keep coming and counters do the natural thing. */
const rush = stepsOf(
  { weight: 7, arbitrary: issue },
  { weight: 10, arbitrary: natural },
  { weight: 4, arbitrary: wait(40_000) },
  { weight: 1, arbitrary: atCounter(fc.constant({ type: 'undo' })) },
)

/** The hall is left again and again, while numbers that were missed grow old. */
const drill = stepsOf(
  { weight: 4, arbitrary: issue },
  { weight: 6, arbitrary: natural },
  { weight: 4, arbitrary: atCounter(fc.constant({ type: 'absent' })) },
  { weight: 6, arbitrary: wait(2 * minute) },
  { weight: 4, arbitrary: fc.constantFrom(leave, comeBack, tick, tick) },
)

const dayOf = (hasJumps: boolean, steps: fc.Arbitrary<Step[]>): fc.Arbitrary<Day> =>
  fc.record({ setting: settings, hasJumps: fc.constant(hasJumps), steps })

/** Days on which clocks are set, to and fro. */
export const jumpyDays: fc.Arbitrary<Day> = dayOf(true, stepsOf(...anySteps(true)))

/** Days of a steady clock: whatever people do, sensible or not, a rush, or a drill. */
export const steadyDays: fc.Arbitrary<Day> = fc.oneof(
  { weight: 3, arbitrary: dayOf(false, stepsOf(...anySteps(false))) },
  { weight: 1, arbitrary: dayOf(false, rush) },
  { weight: 1, arbitrary: dayOf(false, drill) },
)
