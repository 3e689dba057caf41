import { ok, type Result } from '#basics'
import { ageOn, decide, localMoment, parseIdNumber, type Refusal, refuse } from '#domain'
import type { WireCommand } from '#protocol'
import { contextOf, type DecidedStep, type StepWorld } from './step_context.ts'

type Issue = Extract<WireCommand, { name: 'issue' }>
type Person = Readonly<Record<string, string>>

function personIn({ body }: Issue): Person {
  const { visitor, anonymous } = body
  if (anonymous === true || visitor === undefined || 'cardSession' in visitor) return {}
  const given = Object.entries(visitor).filter((entry): entry is [string, string] =>
    Boolean(entry[1]?.trim()),
  )
  return Object.fromEntries(given)
}

/**
 * Gives a number from the lease by the hub's own rules, as far as this machine knows the hall: hours, quotas, the
 * priority of age. Whether the person has a number elsewhere is seen when it is merged. Refuses 'unavailable' when
 * nothing is leased for today.
 */
export function giveNumber(world: StepWorld, command: Issue): Result<DecidedStep, Refusal> {
  const { centre, now } = world
  const { body } = command
  const { businessDay } = centre
  if (businessDay === null || localMoment(now, centre.policy.zoneMinutes).date !== businessDay)
    return refuse('unavailable')
  const person = personIn(command)
  const parsed = person.idNumber === undefined ? null : parseIdNumber(person.idNumber)
  if (parsed !== null && !parsed.ok) return refuse('invalid', { field: 'visitor.idNumber' })
  const actor = { kind: 'device', deviceId: world.deviceId, role: 'kiosk', counterId: null } as const
  const decision = decide(
    centre,
    {
      type: 'issue',
      serviceId: body.serviceId,
      personRef: parsed === null ? null : world.nameOf(parsed.value.text),
      age: parsed === null ? null : ageOn(parsed.value.birthDate, businessDay),
      claims: body.claims,
      channel: 'kiosk',
      delivery: body.delivery ?? 'print',
      ...(body.groupSize === undefined ? {} : { groupSize: body.groupSize }),
    },
    {
      ...contextOf(world, actor),
      leased: { deviceId: world.deviceId, given: world.given(businessDay) },
    },
  )
  if (!decision.ok) return decision
  const [issued] = decision.value
  if (issued?.type !== 'TicketIssued') return refuse('unavailable')
  const { ticketId, number, series, sequence, serviceId, priority, delivery, ahead, estimate } = issued.data
  const step = {
    did: 'issue' as const,
    ...{ ticketId, series, sequence, serviceId, delivery, ahead, estimate },
    priority: priority === 'elderly' ? ('elderly' as const) : ('normal' as const),
    claims: [...body.claims],
    person: Object.keys(person).length === 0 ? null : world.seal(person),
    ...(body.groupSize === undefined ? {} : { groupSize: body.groupSize }),
  }
  const record = { commandId: body.commandId, occurredAt: Math.round(now), businessDay, step }
  return ok({ steps: [{ record, events: decision.value }], number })
}
