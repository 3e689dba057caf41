import { ok, type Result } from '#basics'
import { barOf } from '../bars.ts'
import type { Service } from '../catalogue.ts'
import type { Command, Context, PrintResult } from '../commands.ts'
import { aheadOf } from '../estimate.ts'
import { type DomainEvent, type EventData, event } from '../events.ts'
import { localMoment, nextOpening, nextStretch } from '../hours.ts'
import { issuingNow } from '../opening.ts'
import { type UsedQuota, usedQuota } from '../quotas.ts'
import { type Refusal, refuse } from '../refusal.ts'
import { lastSequence, nextLeased, nextSequence, numberText } from '../series.ts'
import { type CentreState, findTicket } from '../state.ts'
import { type BookedTime, isLive, type PriorityClass, type Ticket } from '../ticket.ts'
import { liveTicket } from './live_ticket.ts'
import { voided } from './void.ts'

type Of<T extends Command['type']> = Extract<Command, { type: T }>
type Decision = Result<DomainEvent[], Refusal>

const largestGroup = 99

/** The class of a new ticket: a claim counts when seen at the guide desk; age comes from the card. */
function priorityOf(command: Of<'issue'>, elderlyAge: number): PriorityClass {
  const claimed = command.claims.find((claim) => claim !== 'elderly')
  if (claimed !== undefined && command.channel === 'guide') return claimed
  const oldEnough = command.age !== null && command.age >= elderlyAge
  const wantsIt = command.claims.includes('elderly') && (oldEnough || command.channel === 'guide')
  return wantsIt ? 'elderly' : 'normal'
}

/** The live ticket of a person for a service. */
export function openTicketOf(state: CentreState, personRef: string | null, serviceId: string) {
  if (personRef === null) return null
  for (const id of state.holders.get(personRef) ?? []) {
    const ticket = state.live.get(id)
    if (ticket?.leg.serviceId === serviceId) return ticket
  }
  return null
}

/** A number somebody has already, as a refusal tells it: it can be printed again. */
export const alreadyHeld = (state: CentreState, ticket: Ticket) => ({
  ticketId: ticket.id,
  number: ticket.number,
  ahead: aheadOf(state, ticket.leg.serviceId, ticket),
})

/** Issues a number (queue rules, issue): one open ticket of a person for a service, open hours, quotas. */
export function issue(state: CentreState, command: Of<'issue'>, context: Context): Decision {
  if (!state.dayOpen) return refuse('day-closed')
  if (state.emergency?.kind === 'plan') return refuse('emergency')
  const service = state.services.get(command.serviceId)
  if (service === undefined) return refuse('service-unknown')
  if (!service.enabled) return refuse('service-suspended')
  if (barOf(state, command.personRef, 'numbers', context.now) !== null) return refuse('barred')
  // Before hours and quotas: who lost the paper gets it again, also when no more numbers are given.
  const existing = openTicketOf(state, command.personRef, service.id)
  if (existing !== null) return refuse('already-has-ticket', alreadyHeld(state, existing))
  const priority = priorityOf(command, state.policy.elderlyAge)
  const hours = issuingNow(state, service, context.now, () => context.estimate(service.id, priority))
  if (hours === null) {
    const next = nextOpening(service, state.policy, context.now)
    return refuse('service-closed', next === null ? {} : opening(state, next, context.now))
  }
  const used = usedQuota(state, service, context.now)
  if (used !== null) return quotaRefusal(state, service, context.now, used)
  const { groupSize = 1, agentRef = null, party } = command
  if (groupSize < 1 || groupSize > largestGroup) return refuse('invalid', { field: 'groupSize' })
  return numbered(state, service, context, {
    priority,
    claims: command.claims,
    personRef: command.personRef,
    channel: command.channel,
    delivery: command.delivery,
    ...(agentRef === null ? {} : { agentRef }),
    ...(groupSize === 1 ? {} : { groupSize }),
    ...(party === undefined ? {} : { party }),
  })
}

/** When numbers are given next, as a refusal tells it: the date too, for it need not be today. */
function opening(
  { policy }: CentreState,
  { from, inDays }: { readonly from: string; readonly inDays: number },
  now: number,
) {
  const { date } = localMoment(now + inDays * 24 * 60 * 60_000, policy.zoneMinutes)
  return { from, inDays, date }
}

/** Says which places are used up: all of today's, or those until the next stretch of hours. */
function quotaRefusal(state: CentreState, service: Service, now: number, { of, quota }: UsedQuota) {
  if (of === 'day') return refuse('quota-used', { quota })
  const next = nextStretch(service, state.policy, now)
  return refuse('interval-quota-used', next === null ? { quota } : { quota, from: next.from })
}

type Given = Omit<
  EventData['TicketIssued'],
  'ticketId' | 'number' | 'series' | 'sequence' | 'serviceId' | 'ahead' | 'estimate'
>

const bookedTime = ({ bookingId, slotAt }: Given): BookedTime | undefined =>
  bookingId === undefined || slotAt === undefined ? undefined : { bookingId, slotAt }

/** The next number of a service's series for somebody. */
export function numbered(state: CentreState, service: Service, context: Context, given: Given): Decision {
  const { leased } = context
  const sequence =
    leased === undefined ? nextSequence(state, service.prefix) : nextLeased(state, leased, service.prefix)
  if (sequence === null) return refuse('leased-numbers-used')
  if (sequence > lastSequence && state.policy.hours === 'service') return refuse('number-series-full')
  return ok([
    event('TicketIssued', {
      ...given,
      ...(leased === undefined ? {} : { offline: true as const }),
      ticketId: context.freshId,
      number: numberText(service.prefix, sequence),
      series: service.prefix,
      sequence,
      serviceId: service.id,
      ahead: aheadOf(state, service.id, null),
      estimate: context.estimate(service.id, given.priority, bookedTime(given)),
    }),
  ])
}

/** A print reported once more: what is so already is nothing new; a number that is valid stays so. */
function afterPrint({ state, printed, number }: Ticket, result: PrintResult): Decision {
  const isBad = result === 'failed' || result === 'unknown'
  if (isBad && state === 'VOID') return ok([])
  if (isBad && isLive(state)) return refuse('print-already-confirmed', { number })
  return !isBad && printed === 'ok' ? ok([]) : refuse('ticket-state', { state, number })
}

/** Settles a number after its print (queue rules, ISSUING → WAITING or VOID; unknown asks a person). */
export function printResult(state: CentreState, command: Of<'print-result'>): Decision {
  const ticket = findTicket(state, command.ticketId)
  if (ticket === null) return refuse('ticket-unknown')
  const { ticketId, result, reason } = command
  if (ticket.state !== 'ISSUING') return afterPrint(ticket, result)
  if (result === 'failed') return ok(voided(state, ticket, reason))
  if (result === 'unknown') return ok([event('TicketPrintUnknown', { ticketId, reason })])
  return ok([event('TicketPrinted', { ticketId, how: result })])
}

/** Prints a live number again, marked 补打, with a fresh count of those ahead. */
export function reprint(state: CentreState, command: Of<'reprint'>): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  return ok([
    event('TicketReprinted', { ticketId: ticket.id, ahead: aheadOf(state, ticket.leg.serviceId, ticket) }),
  ])
}

/** Takes back a number that is not being served; one that never reached anybody is void and not counted. */
export function cancel(state: CentreState, command: Of<'cancel'>): Decision {
  const found = liveTicket(state, command.ticketId)
  if (!found.ok) return found
  const ticket = found.value
  if (ticket.state === 'CALLED' || ticket.state === 'SERVING')
    return refuse('ticket-state', { state: ticket.state })
  const { reason } = command
  if (ticket.state === 'ISSUING') return ok(voided(state, ticket, reason))
  return ok([event('TicketCancelled', { ticketId: ticket.id, reason })])
}
