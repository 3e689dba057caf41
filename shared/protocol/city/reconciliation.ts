import { z } from 'zod'

/** How many records of one type a day has, and the digest of their hashes in order of revision, one a line. */
export const dayCount = z.object({
  msgType: z.string().max(40),
  count: z.int().min(0),
  digest: z.string().max(200),
})
export type DayCount = z.infer<typeof dayCount>

/** Body of RECONCILIATION (日对账): a site's own account of one day, and the revisions it lies between. */
export const reconciliationBody = z.strictObject({
  day: z.iso.date(),
  from: z.int().min(1),
  to: z.int().min(0),
  types: z.array(dayCount).max(50),
})
export type Reconciliation = z.infer<typeof reconciliationBody>

/** What the city finds: types that differ, revisions it does not have at all, revisions it holds without data. */
export const reconciliationReply = z.object({
  day: z.string(),
  agrees: z.boolean(),
  differences: z.array(
    z.object({ msgType: z.string(), site: dayCount.nullable(), city: dayCount.nullable() }),
  ),
  missing: z.array(z.int()),
  withheld: z.array(z.int()),
})
export type ReconciliationReply = z.infer<typeof reconciliationReply>
