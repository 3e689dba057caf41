import { z } from 'zod'
import type { EventType } from '#domain'

/** Kinds of record a site sends, after the message types of the sector's exchange (SF/T 0011 style). */
export const cityMessageTypes = [
  'ORG',
  'STAFF',
  'SERVICE_ITEM',
  'TICKET_EVENT',
  'RESERVATION_STATE',
  'MATTER',
  'EVALUATION',
  'EVAL_RESULT',
  'ADVISER_LEDGER',
  'ACTIVITY',
  'PLAYLOG',
  'DEVICE_STATUS',
  'MONTHLY_REPORT',
  'SITE_EVENT',
] as const
/** The kind of a record from a site. */
export type CityMessageType = (typeof cityMessageTypes)[number]

/** Kinds of record that stand for a whole document, kept at the city by their own id and version. */
export const cityDocumentTypes = [
  'MATTER',
  'EVAL_RESULT',
  'ADVISER_LEDGER',
  'ACTIVITY',
  'PLAYLOG',
  'MONTHLY_REPORT',
] as const satisfies readonly CityMessageType[]
/** The kind of a record that is a whole document. */
export type CityDocumentType = (typeof cityDocumentTypes)[number]

/** Events whose data is a whole document. */
const documentEvents: { readonly [T in EventType]?: CityDocumentType } = {
  RatingTaskAnswered: 'EVAL_RESULT',
  ReportSigned: 'MONTHLY_REPORT',
  ActivitySaved: 'ACTIVITY',
  MediumPlayed: 'PLAYLOG',
}

/** Which kind of record an event of the log becomes for the city. */
export function cityMessageType(type: EventType): CityMessageType {
  if (type === 'CentreConfigured' || type === 'CounterSaved' || type === 'TicketTemplateSaved') return 'ORG'
  if (type === 'StaffSaved') return 'STAFF'
  if (type === 'ServiceSaved') return 'SERVICE_ITEM'
  if (type === 'DeviceReported') return 'DEVICE_STATUS'
  const document = documentEvents[type]
  if (document !== undefined) return document
  if (type.startsWith('RatingTask')) return 'SITE_EVENT'
  if (type.startsWith('Rating')) return 'EVALUATION'
  if (type.startsWith('Booking') || type === 'SlotsGranted') return 'RESERVATION_STATE'
  if (type.startsWith('Ticket') || type === 'TransitionUndone') return 'TICKET_EVENT'
  return 'SITE_EVENT'
}

/** Why a record comes without its data: it waits at the site for a person, or was given up there. */
export const withheldSchema = z.enum(['parked', 'dropped'])

/** A name or a digest: no control characters. */
const name = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^\P{Cc}*$/u)

/**
 * One event of a site's log as the city receives it; `revision` is gap-free for each site and `hash` chains it to
 * the one before. A record that is withheld keeps its place and its hashes and comes without data.
 */
export const cityRecord = z.strictObject({
  revision: z.int().min(1),
  msgType: name(40),
  at: z.iso.datetime({ offset: true }),
  type: name(60),
  data: z.record(z.string(), z.unknown()).nullable(),
  prevHash: name(128),
  hash: name(128),
  withheld: withheldSchema.exactOptional(),
})
/** A record on its way from a site to the city. */
export type CityRecord = z.infer<typeof cityRecord>

/** Whether a value is a text every database can hold: PostgreSQL keeps no U+0000. */
export const isKeepable = (value: unknown): value is string =>
  typeof value === 'string' && !value.includes('\0')

/** What a record is about, where order among records matters: a ticket, a booking; null where each stands alone. */
export function citySubject(data: Readonly<Record<string, unknown>>): string | null {
  const { ticketId, bookingId } = data
  if (isKeepable(ticketId)) return `ticket ${ticketId}`
  return isKeepable(bookingId) ? `booking ${bookingId}` : null
}

/** The day a record counts for in the daily reconciliation: the date of `at` in Shanghai (UTC+8, no summer time). */
export const cityDay = (at: string): string =>
  new Date(Date.parse(at) + 8 * 3_600_000).toISOString().slice(0, 10)
