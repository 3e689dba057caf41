import { ok, type Result } from '#basics'
import { decide, findTicket, type Refusal, refuse } from '#domain'
import type { WireCommand } from '#protocol'
import { contextOf, type DecidedStep, type StepWorld } from './step_context.ts'

/** Takes the rating that this counter asked for; its words are sealed to the hub. */
export function takeRating(
  world: StepWorld,
  { body }: Extract<WireCommand, { name: 'rate' }>,
): Result<DecidedStep, Refusal> {
  const { centre, counterId, now } = world
  const { ticketId, leg, marks, reasons, commandId, comment = '' } = body
  const { businessDay } = centre
  const ticket = findTicket(centre, ticketId)
  if (counterId === null || businessDay === null) return refuse('unavailable')
  if (ticket === null) return refuse('ticket-unknown')
  const commentRef = comment.trim() === '' ? null : 'sealed'
  const actor = { kind: 'device', deviceId: world.deviceId, role: 'pad', counterId } as const
  const rating = { ticketId, leg, marks, reasons, commentRef, channel: 'pad' } as const
  const decision = decide(centre, { type: 'rate', ...rating }, contextOf(world, actor))
  if (!decision.ok) return decision
  const words = commentRef === null ? null : world.seal({ words: comment })
  // Words are kept sealed or not at all: they wait on the page for the hub.
  if (commentRef !== null && words === null) return refuse('unavailable')
  const given = { leg, marks, reasons, comment: words }
  const step = { did: 'rate' as const, counterId, number: ticket.number, ...given }
  const record = { commandId, occurredAt: Math.round(now), businessDay, step }
  return ok({ steps: [{ record, events: decision.value }], number: null })
}
