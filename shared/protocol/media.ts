import { z } from 'zod'
import type { Medium } from '#domain'
import { doneReply } from './replies.ts'
import { bilingualSchema, commandIdSchema, daySpanSchema, idSchema } from './values.ts'

const commandId = commandIdSchema
/** ms since the epoch, in years of four figures. */
const instant = z.int().min(0).max(Date.parse('9999-12-30T00:00:00Z'))

/** Largest file of a medium, bytes. */
export const largestMedium = 512 * 1_024 * 1_024
/** Largest file a manager may bring, bytes: it has to come in within the time of a request. */
export const largestUpload = 64 * 1_024 * 1_024

/** A medium; its file is named by its SHA-256. */
export const mediumSchema: z.ZodType<Medium> = z.strictObject({
  id: idSchema,
  title: bilingualSchema,
  kind: z.enum(['picture', 'video', 'text']),
  bytes: z.int().min(1).max(largestMedium),
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  priority: z.enum(['urgent', 'city', 'district', 'own']),
  validFrom: instant,
  validUntil: instant.nullable(),
  daily: daySpanSchema.nullable(),
  order: z.int().min(0).max(9_999),
  enabled: z.boolean(),
})

/** `PUT /media/{id}`. */
export const saveMediumBody = z.strictObject({ medium: mediumSchema, commandId })
/** `POST /media/{id}/remove`. */
export const removeMediumBody = z.strictObject({ commandId })
/** What a screen has shown since it last told; how often it tells is its agent's affair, about once an hour. */
export const reportPlaysBody = z.strictObject({
  mediumId: idSchema,
  day: z.iso.date(),
  plays: z.int().min(1).max(100_000),
  seconds: z.int().min(0).max(1_000_000),
  commandId,
})

/** How the file of a medium stands at the hub. */
export const mediumFile = z.object({
  state: z.enum(['ready', 'waiting', 'fetching', 'refused']),
  /** 'wrong-hash', 'not-found', 'tls' …; null while nothing is wrong. */
  reason: z.string().nullable(),
})
/** How the file of a medium stands at the hub. */
export type MediumFile = z.infer<typeof mediumFile>

const listed = z.object({ medium: mediumSchema, source: z.enum(['city', 'own']), file: mediumFile })
/** A medium as a manager sees it: where it came from, and how its file stands. */
export type ListedMedium = z.infer<typeof listed>

/** What was uploaded, told by its bytes. */
export const uploadReply = z.object({
  sha256: z.string(),
  bytes: z.int(),
  kind: z.enum(['picture', 'video', 'text']),
})

/** The doors about media (S17, S18). */
export const mediaRoutes = {
  listMedia: {
    method: 'GET',
    path: '/media',
    access: 'staff',
    summary: 'What the screens show, and how the file of each stands',
    reply: z.object({ media: z.array(listed) }),
    status: 200,
  },
  putMedium: {
    method: 'PUT',
    path: '/media/:id',
    access: 'admin',
    summary: 'Saves a medium: title, priority, order, validity; its file never changes',
    body: saveMediumBody,
    reply: doneReply,
    status: 200,
  },
  removeMedium: {
    method: 'POST',
    path: '/media/:id/remove',
    access: 'admin',
    summary: 'Takes a medium out of the list',
    body: removeMediumBody,
    reply: doneReply,
    status: 200,
  },
  fetchMedia: {
    method: 'POST',
    path: '/media-files/fetch',
    access: 'admin',
    summary: 'Asks once more for every file that has not come',
    reply: doneReply,
    status: 200,
  },
  uploadMediumFile: {
    method: 'POST',
    path: '/media-files',
    access: 'admin',
    summary: "Brings a file of the centre's own: PNG, JPEG, WebP, MP4, WebM or UTF-8 text, told by its bytes",
    consumes: 'application/octet-stream',
    largestBody: largestUpload,
    reply: uploadReply,
    status: 201,
  },
  getMediumFile: {
    method: 'GET',
    path: '/media-files/:sha256',
    access: 'any',
    summary: 'The file of a medium, whole or a range of it; the same at an agent, also while its hub is away',
    produces: ['image/png', 'image/jpeg', 'image/webp', 'video/mp4', 'video/webm', 'text/plain'],
    reply: z.unknown(),
    status: 200,
  },
} as const

/** Where an end of the wire has the file of a medium. */
export const mediumFilePath = (sha256: string): string => `/api/v1/media-files/${sha256}`
