import { ok, type Result } from '#basics'
import { type Command, type Refusal, refuse } from '#domain'
import type { Identity } from '../../access/identify.ts'
import type { Person } from '../../vault/vault.ts'
import type { HubParts } from '../hub_parts.ts'
import type { Translated, Wire } from './translated.ts'

/** Seals who comes, or who acts for somebody; nobody named is sealed as nobody. */
const sealPerson = ({ vault, centre, clock }: HubParts, person: Person | undefined) =>
  vault.sealPerson(person ?? {}, centre.state().businessDay ?? '', clock.now())

/** How a sender gives numbers: a kiosk prints them, a person says them, unless the command says otherwise. */
function waysOf(identity: Identity) {
  const atKiosk = identity.kind === 'device' && identity.role === 'kiosk'
  return atKiosk
    ? ({ channel: 'kiosk', delivery: 'print' } as const)
    : ({ channel: 'guide', delivery: 'spoken' } as const)
}

/** Taking a number: who takes it, and who acts for them, are sealed apart. */
export async function issue(
  { body }: Wire<'issue'>,
  hub: HubParts,
  identity: Identity,
): Promise<Result<Translated, Refusal>> {
  const { visitor, anonymous, serviceId, claims } = body
  // The card's person is known to the agent of that machine only: it fills it in before the command comes here.
  if (visitor !== undefined && 'cardSession' in visitor) return refuse('person-unknown')
  const person = await sealPerson(hub, anonymous === true ? undefined : visitor)
  if (!person.ok) return person
  const { personRef, age } = person.value
  const agent = await sealPerson(hub, body.agent)
  if (!agent.ok) return agent
  const extra = {
    ...(agent.value.personRef === null ? {} : { agentRef: agent.value.personRef }),
    ...(body.groupSize === undefined ? {} : { groupSize: body.groupSize }),
    ...(body.party === undefined ? {} : { party: body.party }),
  }
  const { channel, delivery } = waysOf(identity)
  const given = { serviceId, personRef, age, claims, channel, delivery: body.delivery ?? delivery }
  const sealed = [...person.value.sealed, ...agent.value.sealed]
  return ok({ command: { type: 'issue', ...given, ...extra }, sealed })
}

/** Booking a place for a person, perhaps through another. */
export async function book({ body }: Wire<'book'>, hub: HubParts): Promise<Result<Translated, Refusal>> {
  const person = await sealPerson(hub, body.visitor)
  if (!person.ok) return person
  const agent = await sealPerson(hub, body.agent)
  if (!agent.ok) return agent
  const refs = { personRef: person.value.personRef, agentRef: agent.value.personRef }
  const slotAt = Date.parse(body.slotAt)
  const party = body.party === undefined ? {} : { party: body.party }
  const sealed = [...person.value.sealed, ...agent.value.sealed]
  return ok({ command: { type: 'book', serviceId: body.serviceId, slotAt, ...refs, ...party }, sealed })
}

/** Turning a booking into a number. */
export function checkIn({ bookingId, body }: Wire<'check-in'>, identity: Identity): Command {
  const { channel, delivery } = waysOf(identity)
  return { type: 'check-in', bookingId, channel, delivery: body.delivery ?? delivery }
}
