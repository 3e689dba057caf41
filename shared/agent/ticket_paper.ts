import { type CentreState, liveCounter, localMoment, officialName, type Service } from '#domain'
import type { Locale, TicketReply } from '#protocol'
import type { TicketPaper, TicketTrait } from '#ticket'
import { isPriority, ticketPhrases, ticketWords } from './ticket_words.ts'

/** What is to be on paper. */
export interface PaperOf {
  readonly ticket: TicketReply
  readonly locale: Locale
  /** Last four of the ID, or null for an anonymous ticket. */
  readonly idTail: string | null
  readonly reprint: boolean
  /** Before `/t/<id>` in the QR code. */
  readonly urlBase: string
}

const mostNotes = 3
const mostCounters = 6

/** Where a service is done: the open counters of its profile, or all of them while none is open. */
function counterNames(centre: CentreState, serviceId: string, locale: Locale): string[] {
  const able = [...centre.counters.values()].filter(
    ({ enabled, serviceIds }) => enabled && serviceIds.includes(serviceId),
  )
  const open = able.filter(({ id }) => liveCounter(centre, id).staffId !== null)
  return (open.length > 0 ? open : able).slice(0, mostCounters).map(({ name }) => name[locale])
}

/** What to bring, three lines at most; where a service asks for nothing, what to do. */
function notesOf(service: Service | undefined, locale: Locale): string[] {
  const materials = (service?.materials ?? []).slice(0, mostNotes)
  if (materials.length === 0) return [ticketPhrases.watch[locale], ticketPhrases.missed[locale]]
  return materials.map((material, at) => ticketWords.bring[locale](material[locale], at))
}

const timeText = (minute: number) =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

const clockAt = (at: string, zoneMinutes: number) => timeText(localMoment(Date.parse(at), zoneMinutes).minute)

/** The wait as it was known: of a number given while the hub was away, as of when it was last heard. */
function estimateLine({ offline, estimate }: TicketReply, asOf: string | null, locale: Locale): string {
  if (offline === undefined || asOf === null) return ticketWords.estimate[locale](estimate)
  if (!offline.isEstimated) return ticketPhrases.noEstimate[locale]
  return ticketWords.asOf[locale](ticketWords.estimate[locale](estimate), asOf)
}

/** Words one ticket in the visitor's language: the centre's name, the number, what comes next, what to bring. */
export function ticketPaper(
  centre: CentreState,
  { ticket, locale, idTail, reprint, urlBase }: PaperOf,
): TicketPaper {
  const service = centre.services.get(ticket.serviceId)
  const { date, minute } = localMoment(Date.parse(ticket.issuedAt), centre.policy.zoneMinutes)
  const time = timeText(minute)
  const { offline, bookedFor } = ticket
  const asOf = offline === undefined ? null : clockAt(offline.asOf, centre.policy.zoneMinutes)
  const marks = [
    ...(offline === undefined ? [] : [ticketPhrases.offline[locale]]),
    ...(isPriority(ticket.priority) ? [ticketPhrases.priority[locale]] : []),
    ...(bookedFor === undefined
      ? []
      : [ticketWords.booked[locale](clockAt(bookedFor, centre.policy.zoneMinutes))]),
    ...(reprint ? [ticketPhrases.reprint[locale]] : []),
  ]
  const traits: TicketTrait[] = [
    ...(isPriority(ticket.priority) ? (['priority'] as const) : []),
    ...(reprint ? (['reprint'] as const) : []),
    ...(idTail === null ? (['anonymous'] as const) : []),
    ...(locale === 'en' ? (['english'] as const) : []),
  ]
  return {
    centreName: centre.site === null ? '' : officialName(centre.site)[locale],
    area: null,
    serviceName: service?.name[locale] ?? ticket.serviceId,
    number: ticket.number,
    aheadLine:
      asOf === null
        ? ticketWords.ahead[locale](ticket.ahead)
        : ticketWords.asOf[locale](ticketWords.ahead[locale](ticket.ahead), asOf),
    estimateLine: estimateLine(ticket, asOf, locale),
    countersLine: ticketWords.counters[locale](counterNames(centre, ticket.serviceId, locale)),
    takenAtLine: ticketWords.takenAt[locale](`${date} ${time}`),
    marks,
    idTail: idTail === null ? null : ticketWords.idTail[locale](idTail),
    qr: `${urlBase.replace(/\/$/, '')}/t/${ticket.id}`,
    notes: notesOf(service, locale),
    phoneLine: ticketWords.phone[locale](centre.site?.phone ?? ''),
    footer: ticketPhrases.footer[locale],
    traits,
  }
}
