import { ulid } from 'ulid'
import { z } from 'zod'
import type { Result } from '#basics'
import type { Problem, WireCommandInput } from '#protocol'
import type { Action, Entry, Told } from './history.ts'
import type { Send } from './senders.ts'

const ticket = z.looseObject({ id: z.string(), number: z.string() })
const counter = z.looseObject({ ticket: ticket.nullable() })

/** A command with what the checker needs to know of it. */
export interface Operation {
  readonly action: Action
  readonly counterId: string | null
  readonly ticketId: string | null
  readonly command: WireCommandInput
}

/** Takes a number; whoever prints it has to say so before it is called. */
export const issue = (serviceId: string, prints: boolean): Operation => ({
  action: 'issue',
  counterId: null,
  ticketId: null,
  command: {
    name: 'issue',
    body: { serviceId, anonymous: true, delivery: prints ? 'print' : 'spoken', commandId: ulid() },
  },
})

/** Says that the number is on paper. */
export const printed = (ticketId: string): Operation => ({
  action: 'print',
  counterId: null,
  ticketId,
  command: { name: 'print-result', ticketId, body: { printed: 'confirmed', commandId: ulid() } },
})

const types = { call: 'call-next', arrive: 'arrive', finish: 'finish' } as const

/** A step of a counter; `ticketId` is the one it has. */
export const atCounter = (
  action: keyof typeof types,
  counterId: string,
  ticketId: string | null = null,
): Operation => ({
  action,
  counterId,
  ticketId,
  command: { name: 'counter', counterId, body: { type: types[action], commandId: ulid() } },
})

/** Opens a counter; it is no step of a ticket, so the history does not have it. */
export const opening = (counterId: string): WireCommandInput => ({
  name: 'counter',
  counterId,
  body: { type: 'open', commandId: ulid() },
})

const named = (value: z.infer<typeof ticket> | null): Told | null =>
  value === null ? null : { ticketId: value.id, number: value.number }

function toldBy(action: Action, value: unknown): Told | null {
  const isTicket = action === 'issue' || action === 'print'
  return named(isTicket ? ticket.parse(value) : counter.parse(value).ticket)
}

/** How a history begins to speak of an operation. */
export const invocation = ({ action, counterId, ticketId, command }: Operation): Entry => ({
  kind: 'invoke',
  commandId: command.body.commandId,
  action,
  counterId,
  ticketId,
})

/** An answer as a line of a history: 'unavailable' says nothing of what became of the command. */
export function line({ action, command }: Operation, answer: Result<unknown, Problem>): Entry {
  const { commandId } = command.body
  if (answer.ok) return { kind: 'ok', commandId, told: toldBy(action, answer.value) }
  const { code } = answer.error
  return code === 'unavailable' ? { kind: 'unknown', commandId } : { kind: 'fail', commandId, code }
}

/** Sends an operation once and writes it down. */
export async function exchange(history: Entry[], operation: Operation, send: Send): Promise<Entry> {
  const entry = line(operation, await send(operation.command))
  history.push(entry)
  return entry
}
