import { ok, type Result } from '#basics'
import { decide, type Refusal, refuse } from '#domain'
import type { WireCommand } from '#protocol'
import { contextOf, type DecidedStep, type StepWorld } from './step_context.ts'

type PrintResult = Extract<WireCommand, { name: 'print-result' }>

const shortFor = { true: 'confirmed', false: 'failed' } as const

/** Notes how far the print of a number given here came. */
export function notePrint(world: StepWorld, { ticketId, body }: PrintResult): Result<DecidedStep, Refusal> {
  const { centre, now } = world
  const { businessDay } = centre
  if (businessDay === null) return refuse('unavailable')
  const printed = typeof body.printed === 'boolean' ? shortFor[`${body.printed}`] : body.printed
  const { reason, commandId } = body
  const actor = { kind: 'device', deviceId: world.deviceId, role: 'kiosk', counterId: null } as const
  const command = { type: 'print-result', ticketId, result: printed, reason } as const
  const decision = decide(centre, command, contextOf(world, actor))
  if (!decision.ok) return decision
  if (decision.value.length === 0) return ok({ steps: [], number: null })
  const step = { did: 'print-result' as const, ticketId, printed, reason }
  const record = { commandId, occurredAt: Math.round(now), businessDay, step }
  return ok({ steps: [{ record, events: decision.value }], number: null })
}

/** Prints a live number again, marked 补打: the hub counts it when it is back. */
export function noteReprint(
  world: StepWorld,
  { ticketId, body }: Extract<WireCommand, { name: 'reprint' }>,
): Result<DecidedStep, Refusal> {
  const { centre, now } = world
  const { businessDay } = centre
  if (businessDay === null) return refuse('unavailable')
  const actor = { kind: 'device', deviceId: world.deviceId, role: 'kiosk', counterId: null } as const
  const decision = decide(centre, { type: 'reprint', ticketId }, contextOf(world, actor))
  if (!decision.ok) return decision
  const step = { did: 'reprint' as const, ticketId }
  const record = { commandId: body.commandId, occurredAt: Math.round(now), businessDay, step }
  return ok({ steps: [{ record, events: decision.value }], number: null })
}
