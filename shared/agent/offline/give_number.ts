import { ok, type Result } from '#basics'
import {
  ageOn,
  type Claim,
  type Command,
  decide,
  localMoment,
  parseIdNumber,
  type Refusal,
  refuse,
} from '#domain'
import type { WireCommand } from '#protocol'
import { contextOf, type DecidedStep, type StepWorld } from './step_context.ts'

type Issue = Extract<WireCommand, { name: 'issue' }>
type CheckIn = Extract<WireCommand, { name: 'check-in' }>
type Person = Readonly<Record<string, string>>

function personIn({ body }: Issue): Person {
  const { visitor, anonymous } = body
  if (anonymous === true || visitor === undefined || 'cardSession' in visitor) return {}
  const given = Object.entries(visitor).filter((entry): entry is [string, string] =>
    Boolean(entry[1]?.trim()),
  )
  return Object.fromEntries(given)
}

const mayGive = ({ centre, now }: StepWorld) =>
  centre.businessDay !== null && localMoment(now, centre.policy.zoneMinutes).date === centre.businessDay

const kioskOf = ({ deviceId }: StepWorld) =>
  ({ kind: 'device', deviceId, role: 'kiosk', counterId: null }) as const

/** Decides a number from the lease, and what of it is told to the hub; `person` is sealed to it. */
function given(
  world: StepWorld,
  command: Command,
  commandId: string,
  about: { readonly person: Person; readonly claims: readonly Claim[]; readonly groupSize?: number },
): Result<DecidedStep, Refusal> {
  const { now } = world
  // The same number might be on somebody's paper.
  if (!world.knowsGiven) return refuse('leased-numbers-used')
  const businessDay = world.centre.businessDay ?? ''
  const leased = { deviceId: world.deviceId, given: world.given(businessDay) }
  const decision = decide(world.centre, command, { ...contextOf(world, kioskOf(world)), leased })
  if (!decision.ok) return decision
  const [issued] = decision.value
  if (issued?.type !== 'TicketIssued') return refuse('unavailable')
  const { ticketId, number, series, sequence, serviceId, priority, delivery, ahead, estimate } = issued.data
  const { person, claims, groupSize } = about
  const { bookingId } = issued.data
  const step = {
    did: 'issue' as const,
    ...{ ticketId, series, sequence, serviceId, delivery, ahead, estimate },
    priority: priority === 'elderly' ? ('elderly' as const) : ('normal' as const),
    claims: [...claims],
    person: Object.keys(person).length === 0 ? null : world.seal(person),
    ...(groupSize === undefined ? {} : { groupSize }),
    ...(bookingId === undefined ? {} : { bookingId }),
  }
  const record = { commandId, occurredAt: Math.round(now), businessDay, step }
  return ok({ steps: [{ record, events: decision.value }], number })
}

/**
 * Gives a number from the lease by the hub's own rules, as far as this machine knows the hall: hours, quotas, the
 * priority of age. Whether the person has a number elsewhere is seen when it is merged. Refuses
 * 'leased-numbers-used' when it has given all of it, and 'unavailable' on a day for which nothing is leased.
 */
export function giveNumber(world: StepWorld, command: Issue): Result<DecidedStep, Refusal> {
  if (!mayGive(world)) return refuse('unavailable')
  const { body } = command
  const person = personIn(command)
  const parsed = person.idNumber === undefined ? null : parseIdNumber(person.idNumber)
  if (parsed !== null && !parsed.ok) return refuse('invalid', { field: 'visitor.idNumber' })
  const group = body.groupSize === undefined ? {} : { groupSize: body.groupSize }
  return given(
    world,
    {
      type: 'issue',
      serviceId: body.serviceId,
      personRef: parsed === null ? null : world.nameOf(parsed.value.text),
      age: parsed === null ? null : ageOn(parsed.value.birthDate, world.centre.businessDay ?? ''),
      claims: body.claims,
      channel: 'kiosk',
      delivery: body.delivery ?? 'print',
      ...group,
    },
    body.commandId,
    { person, claims: body.claims, ...group },
  )
}

/** Checks in a booking this machine knows of, with a number from the lease; used twice it is seen at the merge. */
export function checkBookingIn(world: StepWorld, { bookingId, body }: CheckIn): Result<DecidedStep, Refusal> {
  if (!mayGive(world)) return refuse('unavailable')
  const command = {
    type: 'check-in',
    bookingId,
    channel: 'kiosk',
    delivery: body.delivery ?? 'print',
  } as const
  return given(world, command, body.commandId, { person: {}, claims: [] })
}
