import { z } from 'zod'
import { commandIdSchema } from './values.ts'

/** Largest document, bytes; what a door takes is larger by base64 and the JSON around it. */
export const largestDocument = 5 * 1_024 * 1_024
const largestText = Math.ceil(largestDocument / 3) * 4
const largestBody = largestText + 4_096

/** `POST /tickets/{id}/attachments`: a PDF as base64, made of the pages captured at the counter. */
export const attachBody = z.strictObject({
  pdf: z.string().min(8).max(largestText),
  pages: z.int().min(1).max(60),
  commandId: commandIdSchema,
})
/** A document to be kept with a ticket. */
export type AttachBody = z.infer<typeof attachBody>

const attachment = z.object({
  attachmentId: z.string(),
  leg: z.int(),
  pages: z.int(),
  bytes: z.int(),
  at: z.string(),
})

/** Documents captured at a counter (S23): sealed in the vault, for whoever serves or served the ticket and managers. */
export const attachmentRoutes = {
  attachDocument: {
    method: 'POST',
    path: '/tickets/:id/attachments',
    access: 'staff',
    summary: 'Adds a captured document to the ticket being served at my counter',
    body: attachBody,
    largestBody,
    reply: z.object({ attachmentId: z.string(), bytes: z.int(), sha256: z.string(), revision: z.int() }),
    status: 201,
  },
  listAttachments: {
    method: 'GET',
    path: '/tickets/:id/attachments',
    access: 'staff',
    summary: 'What documents a ticket of today has',
    reply: z.object({ attachments: z.array(attachment) }),
    status: 200,
  },
  getAttachment: {
    method: 'GET',
    path: '/tickets/:id/attachments/:attachmentId',
    access: 'staff',
    summary: 'A document as base64; that it was read is logged',
    reply: z.object({ pdf: z.string() }),
    status: 200,
  },
} as const
