import { ok, type Result } from '#basics'
import { canonicalJson } from '../canonical_json.ts'
import type { CounterConfig, Staff } from '../catalogue.ts'
import type { Command } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { brokenStretch } from '../hours.ts'
import { completePolicy } from '../policy.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { type CentreState, type CounterLive, liveCounter } from '../state.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

/**
 * Saves the centre and its rules. Changed rules are a new version, so that every event can say which it was decided
 * under; who changed rules that have meanwhile been changed by somebody else is refused.
 */
export function configure(state: CentreState, { site, policy: asked }: Of<'configure'>): Decision {
  const policy = completePolicy(asked)
  const current = state.policy
  const isSame = canonicalJson({ ...policy, version: current.version }) === canonicalJson(current)
  if (state.site === null) return ok([event('CentreConfigured', { site, policy })])
  if (isSame) return ok([event('CentreConfigured', { site, policy: current })])
  if (policy.version < current.version) return refuse('policy-stale', { version: current.version })
  // Counted here: a number somebody makes up must not use the versions up.
  const version = current.version + 1
  return ok([event('CentreConfigured', { site, policy: { ...policy, version } })])
}

/** Saves a service; its letter is its own, and never I or O, which read like figures; its hours can be kept. */
export function saveService(state: CentreState, command: Of<'save-service'>): Decision {
  const { service } = command
  if (!/^[A-HJ-NP-Z]$/.test(service.prefix)) return refuse('invalid', { field: 'prefix' })
  const broken = brokenStretch(service.hours)
  if (broken !== null) return refuse('invalid', { field: `hours.${broken}.to` })
  const twin = [...state.services.values()].find(
    (each) => each.id !== service.id && each.prefix === service.prefix,
  )
  if (twin !== undefined) return refuse('prefix-taken', { serviceId: twin.id })
  return ok([event('ServiceSaved', { service })])
}

/** Why a counter may not be put out of use now, or null. */
function inUse(state: CentreState, { id, enabled }: CounterConfig) {
  if (enabled) return null
  const { staffId, currentTicketId } = liveCounter(state, id)
  const number = state.live.get(currentTicketId ?? '')?.number
  if (number !== undefined) return refuse('counter-in-use', { number })
  return staffId === null ? null : refuse('counter-in-use', { staffId })
}

/** Saves a counter, its profile and its sign; all signs are on one line, so an address belongs to one of them. */
export function saveCounter(state: CentreState, command: Of<'save-counter'>): Decision {
  const { counter } = command
  const asked = (counter.conditions ?? []).flatMap((each) => [each.serviceId, each.callServiceId])
  const named = [...counter.serviceIds, ...(counter.overflowServiceIds ?? []), ...asked]
  if (named.some((id) => !state.services.has(id))) return refuse('service-unknown')
  if (counter.rosteredStaffId !== null && !state.staff.has(counter.rosteredStaffId))
    return refuse('staff-unknown')
  const twin = [...state.counters.values()].find(
    ({ id, signAddress }) => id !== counter.id && signAddress !== null && signAddress === counter.signAddress,
  )
  if (twin !== undefined) return refuse('sign-address-taken', { counterId: twin.id })
  return inUse(state, counter) ?? ok([event('CounterSaved', { counter })])
}

const manages = ({ enabled, roles }: Staff) =>
  enabled && roles.some((role) => role === 'manager' || role === 'admin')

/** Whether nobody would be left to put it right. */
const isLastManager = (state: CentreState, staff: Staff) => {
  const others = [...state.staff.values()].filter(({ id }) => id !== staff.id)
  const before = state.staff.get(staff.id)
  return before !== undefined && manages(before) && !manages(staff) && !others.some(manages)
}

const isFreeOf = ({ staffId, currentTicketId }: CounterLive, id: string) =>
  staffId === id && currentTicketId === null

/**
 * Saves a member of staff; a user name belongs to one person. Who is put out of use leaves a counter that is free;
 * a visitor who stands there is served to the end first.
 */
export function saveStaff(state: CentreState, command: Of<'save-staff'>): Decision {
  const { staff } = command
  const isTaken = [...state.staff.values()].some(
    (each) => each.id !== staff.id && each.username === staff.username,
  )
  if (isTaken) return refuse('invalid', { field: 'username' })
  if (isLastManager(state, staff)) return refuse('last-manager')
  const left = staff.enabled ? [] : [...state.counterLive].filter(([, live]) => isFreeOf(live, staff.id))
  return ok([
    event('StaffSaved', { staff }),
    ...left.map(([counterId]) => event('CounterClosed', { counterId })),
  ])
}

/** Saves how tickets look on paper of one width; the same look again is nothing. */
export function saveTicketTemplate(state: CentreState, command: Of<'save-ticket-template'>): Decision {
  const { template } = command
  const before = state.ticketTemplates.get(String(template.paperMm))
  const isSame = before !== undefined && canonicalJson(before) === canonicalJson(template)
  return ok(isSame ? [] : [event('TicketTemplateSaved', { template })])
}

/** Begins an epoch: only a later one than any this log knows. */
export function beginEpoch(state: CentreState, { type: _, ...data }: Of<'begin-epoch'>): Decision {
  if (data.epoch <= state.epoch) return refuse('epoch-stale', { epoch: state.epoch })
  return ok([event('EpochBegan', data)])
}
