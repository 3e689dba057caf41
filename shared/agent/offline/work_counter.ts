import { ok, type Result } from '#basics'
import {
  type Actor,
  type CentreState,
  type DomainEvent,
  decide,
  event,
  evolve,
  fromSnapshot,
  liveCounter,
  type OfflineCounterCommand,
  type OfflineDeskCommand,
  type Refusal,
  refuse,
  toSnapshot,
} from '#domain'
import type { CounterBody, WireCommand } from '#protocol'
import { derivedId } from '../derived_id.ts'
import type { KeptStep } from './outbox.ts'
import { contextOf, type DecidedStep, type StepWorld } from './step_context.ts'

/** Makes what is kept of a step about a number. */
type Keep = (
  commandId: string,
  number: string,
  command: OfflineCounterCommand,
  events: readonly DomainEvent[],
) => KeptStep
/** Steps the rules take as they are kept. */
type AsGiven = Exclude<OfflineCounterCommand, { type: 'resume' | 'undo' }>
type AtCounter = Extract<WireCommand, { name: 'counter' }>

/** Why a number was called out of order, for the log. */
const reason = '离线叫号'

/** What the counter does by itself with the number it has or is shown; null for anything else. */
function commandOf(body: CounterBody): AsGiven | null {
  switch (body.type) {
    case 'call-number':
      return { type: 'call-number', number: body.number.trim().toUpperCase(), reason: body.reason || reason }
    case 'finish':
      return { type: 'finish', outcome: body.outcome }
    case 'hold': {
      const until = body.until === undefined ? null : Date.parse(body.until)
      const awaits = body.awaits === undefined ? {} : { awaits: body.awaits }
      return { type: 'hold', scope: body.scope, until, reason: body.reason, ...awaits }
    }
    case 'transfer': {
      const { serviceId = null, toCounterId = null, staffId = null, position, returnToMe } = body
      return { type: 'transfer', serviceId, toCounterId, staffId, position, returnToMe, noteRef: null }
    }
    case 'next-service':
      return { type: 'next-service', serviceId: body.serviceId, stays: body.stays, outcome: body.outcome }
    case 'recuse':
      return { type: 'recuse', reason: body.reason }
    case 'recall':
    case 'arrive':
    case 'absent':
    case 'left':
      return { type: body.type }
    default:
      return null
  }
}

/** What the counter does with itself; whoever opens it is named, for the hub did not see who pressed. */
function deskCommandOf(body: CounterBody, staffId: string | null): OfflineDeskCommand | null {
  switch (body.type) {
    case 'open':
      return { type: 'open', staffId: staffId ?? body.staffId ?? null }
    case 'pause':
      return { type: 'pause', reason: body.reason }
    case 'close':
    case 'unpause':
      return { type: body.type }
    default:
      return null
  }
}

/** Whether a counter can do this while the hub is away. */
export const isCounterWork = (body: CounterBody): boolean =>
  body.type === 'call-next' ||
  body.type === 'resume' ||
  body.type === 'undo' ||
  deskCommandOf(body, null) !== null ||
  // A held number is at nobody's counter: by its number alone it cannot be sent on again.
  (commandOf(body) !== null && !(body.type === 'transfer' && body.ticketId !== undefined))

/** A number this machine has never heard of, from a kiosk that is cut off too: whoever shows it, has it. */
function unheardOf(centre: CentreState, number: string, freshId: string): DomainEvent[] {
  const tickets = [...centre.live.values(), ...centre.closed.values()]
  const service = [...centre.services.values()].find(({ prefix }) => prefix === number.slice(0, 1))
  const sequence = Number(number.slice(1))
  const isNumber = /^[A-Z]\d{3,4}$/.test(number)
  if (service === undefined || !isNumber || tickets.some((ticket) => ticket.number === number)) return []
  const given = { number, series: service.prefix, sequence, serviceId: service.id, offline: true } as const
  const unknown = { priority: 'normal', claims: [], personRef: null, channel: 'kiosk' } as const
  const shown = { delivery: 'spoken', ahead: 0, estimate: { p50Minutes: 0, p80Minutes: 0 } } as const
  return [event('TicketIssued', { ticketId: `typed-${freshId}`, ...given, ...unknown, ...shown })]
}

function after(centre: CentreState, events: readonly DomainEvent[], now: number): CentreState {
  if (events.length === 0) return centre
  const next = fromSnapshot(toSnapshot(centre))
  for (const each of events) {
    const stamp = { revision: next.revision + 1, at: new Date(now).toISOString() }
    evolve(next, { ...each, ...stamp, prevHash: '', hash: '' })
  }
  return next
}

const currentNumber = (centre: CentreState, counterId: string) =>
  centre.live.get(liveCounter(centre, counterId).currentTicketId ?? '')?.number ?? null

/** Calls whom dispatch would call from this machine's picture: by number, which is how it is merged. */
function callNext(
  world: StepWorld,
  { counterId, body }: AtCounter,
  actor: Actor,
  keep: Keep,
): Result<DecidedStep, Refusal> {
  const { finishCurrent = false } = body as Extract<CounterBody, { type: 'call-next' }>
  const outcome = typeof finishCurrent === 'string' ? finishCurrent : finishCurrent ? 'done' : null
  const before = currentNumber(world.centre, counterId)
  const command = { counterId, type: 'call-next', finishCurrent: outcome } as const
  const decision = decide(world.centre, command, contextOf(world, actor))
  if (!decision.ok) return decision
  const place = decision.value.findIndex(({ type }) => type === 'TicketCalled')
  const called = decision.value[place]
  // The same call within a few seconds: nothing new to keep.
  if (called?.type !== 'TicketCalled') return ok({ steps: [], number: null })
  const number = world.centre.live.get(called.data.ticketId)?.number ?? ''
  const call = keep(body.commandId, number, { type: 'call-number', number, reason }, [called])
  if (place === 0 || before === null || outcome === null) return ok({ steps: [call], number: null })
  const finishing = decision.value.slice(0, place)
  const finish = keep(derivedId('finish', body.commandId), before, { type: 'finish', outcome }, finishing)
  return ok({ steps: [finish, call], number: null })
}

/** Takes up again what is on hold; of several counters that did so the hub grants it to the first, and notes the rest. */
function resume(world: StepWorld, wire: AtCounter, ticketId: string, actor: Actor, keep: Keep) {
  const { counterId, body } = wire
  const number = world.centre.live.get(ticketId)?.number ?? ''
  const command = { counterId, type: 'resume', ticketId } as const
  const decision = decide(world.centre, command, contextOf(world, actor))
  if (!decision.ok) return decision
  return ok({ steps: [keep(body.commandId, number, { type: 'resume' }, decision.value)], number: null })
}

/**
 * Takes back the last step if it was done here: both are told to the hub, one after the other. What the hub has done
 * it may have followed by something this machine has not heard of.
 */
function undo(world: StepWorld, { counterId, body }: AtCounter, actor: Actor, keep: Keep) {
  const step = liveCounter(world.centre, counterId).undo
  if (step !== null && step.revision <= world.since) return refuse('unavailable')
  const decision = decide(world.centre, { counterId, type: 'undo' }, contextOf(world, actor))
  if (!decision.ok || step === null) return decision.ok ? refuse('nothing-to-undo') : decision
  const command = { type: 'undo', undid: step.did } as const
  const kept = keep(body.commandId, step.ticket.number, command, decision.value)
  return ok({ steps: [kept], number: null })
}

/** Opens, closes or pauses the counter itself. */
function workDesk(
  world: StepWorld,
  { counterId, body }: AtCounter,
  command: OfflineDeskCommand,
  actor: Actor,
): Result<DecidedStep, Refusal> {
  const decision = decide(world.centre, { counterId, ...command }, contextOf(world, actor))
  if (!decision.ok) return decision
  const step = { did: 'desk' as const, counterId, command }
  const when = { occurredAt: Math.round(world.now), businessDay: world.centre.businessDay ?? '' }
  const record = { commandId: body.commandId, ...when, step }
  return ok({ steps: [{ record, events: decision.value }], number: null })
}

/** Goes on at a counter by the hub's own rules: with itself, with the leg it has, by number. Refuses what needs the hub. */
export function workCounter(world: StepWorld, wire: AtCounter): Result<DecidedStep, Refusal> {
  const { centre, now } = world
  const { counterId, body } = wire
  const { businessDay } = centre
  if (counterId !== world.counterId || businessDay === null) return refuse('unavailable')
  if (body.type === 'transfer' && body.note?.trim()) return refuse('note-needs-hub')
  const actor = { kind: 'device', deviceId: world.deviceId, role: 'counter', counterId } as const
  const keep: Keep = (commandId, number, command, events) => {
    const step = { did: 'counter' as const, counterId, number, command }
    return { record: { commandId, occurredAt: Math.round(now), businessDay, step }, events }
  }
  const desk = deskCommandOf(body, world.staffId)
  if (desk !== null) return workDesk(world, wire, desk, actor)
  if (body.type === 'call-next') return callNext(world, wire, actor, keep)
  if (body.type === 'resume') return resume(world, wire, body.ticketId, actor, keep)
  if (body.type === 'undo') return undo(world, wire, actor, keep)
  const command = commandOf(body)
  if (command === null) return refuse('unavailable')
  const isCall = command.type === 'call-number'
  const shown = isCall ? unheardOf(centre, command.number, world.newId()) : []
  const known = after(centre, shown, now)
  const number = isCall ? command.number : currentNumber(known, counterId)
  const decision = decide(known, { counterId, ...command }, contextOf(world, actor))
  if (!decision.ok) return decision
  if (number === null) return refuse('nothing-called')
  return ok({ steps: [keep(body.commandId, number, command, [...shown, ...decision.value])], number: null })
}
