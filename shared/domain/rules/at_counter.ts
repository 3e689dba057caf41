import type { Result } from '#basics'
import type { Command, Context, CounterCommand } from '../commands.ts'
import type { DomainEvent } from '../events.ts'
import type { Refusal } from '../refusal.ts'
import type { CentreState } from '../state.ts'
import * as counters from './counter.ts'
import * as sendOn from './send_on.ts'
import * as serving from './serve.ts'
import { undo } from './undo.ts'

type Decision = Result<DomainEvent[], Refusal>

/** A command at one counter, with the counter it is for. */
export type CounterCommandAt = { readonly counterId: string } & CounterCommand

type CounterRule<T extends CounterCommandAt['type']> = (
  state: CentreState,
  counter: counters.OpenCounter,
  command: Extract<CounterCommandAt, { type: T }>,
  context: Context,
) => Decision

type AtOpenCounter = Exclude<CounterCommandAt['type'], 'open'>

/** The rule of each command at a counter that is open. */
const rules: { readonly [T in AtOpenCounter]: CounterRule<T> } = {
  close: (_, counter) => counters.close(counter),
  'call-next': counters.callNext,
  'call-number': counters.callNumber,
  pause: (_, counter, command) => counters.pause(counter, command),
  unpause: (_, counter) => counters.unpause(counter),
  recall: (state, counter, _, context) => serving.recall(state, counter, context),
  arrive: serving.arrive,
  absent: (state, counter, _, context) => serving.absent(state, counter, context),
  finish: serving.finish,
  hold: serving.hold,
  resume: serving.resume,
  recuse: serving.recuse,
  left: serving.left,
  transfer: sendOn.transfer,
  'next-service': sendOn.nextService,
  undo: (state, counter, _, context) => undo(state, counter, context),
}

/** Whether a command is one at a counter. */
export const isAtCounter = (command: Command): command is CounterCommandAt =>
  command.type === 'open' || Object.hasOwn(rules, command.type)

/** Decides a command at a counter: all but the opening need it open, and the sender to be one who may work there. */
export function decideAtCounter(state: CentreState, command: CounterCommandAt, context: Context): Decision {
  if (command.type === 'open') return counters.open(state, command.counterId, command, context)
  const counter = counters.openCounter(state, command.counterId, context)
  if (!counter.ok) return counter
  // The table pairs each type with its own command; a look-up by a union of types loses the pair.
  const rule = rules[command.type] as CounterRule<AtOpenCounter>
  return rule(state, counter.value, command, context)
}
