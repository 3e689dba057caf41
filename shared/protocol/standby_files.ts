import { z } from 'zod'

/** What a standby keeps in the folder `standby` of its agent's data; nobody reads it without the recovery key. */
export const standbyFiles = {
  folder: 'standby',
  /** Lines of `standbyLogLine`, only ever added to. A last line without its end was cut off and does not count. */
  log: 'log.jsonl',
  /** One line of `standbyBaseLine`, then lines of people added since; replaced whole. */
  base: 'base.jsonl',
} as const

/** A part of the log: events `after + 1` … `to`, sealed. */
export const standbyLogLine = z.object({
  site: z.string(),
  epoch: z.int(),
  after: z.int().min(0),
  to: z.int().min(1),
  toHash: z.string(),
  box: z.string(),
})
/** A sealed part of the log. */
export type StandbyLogLine = z.infer<typeof standbyLogLine>

/** What a standby begins with, sealed, or people added since. */
export const standbyBaseLine = z.object({
  kind: z.enum(['base', 'people']),
  site: z.string(),
  /** Of the base; '' on people. */
  mark: z.string(),
  box: z.string(),
})
/** A line of the base file. */
export type StandbyBaseLine = z.infer<typeof standbyBaseLine>
