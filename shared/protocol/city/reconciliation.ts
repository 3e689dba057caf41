import { z } from 'zod'

/** How many records of one type a day has, and the digest of their hashes in order of revision, one a line. */
export const dayCount = z.object({
  msgType: z.string().max(40),
  count: z.int().min(0),
  digest: z.string().max(200),
})
/** What one side has of a day, of one type. */
export type DayCount = z.infer<typeof dayCount>

/** Body of RECONCILIATION (日对账): a site's own account of one day, and the revisions it lies between. */
export const reconciliationBody = z.strictObject({
  day: z.iso.date(),
  from: z.int().min(1),
  to: z.int().min(0),
  types: z.array(dayCount).max(50),
})
/** A site's own account of one day. */
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
/** Where the city's account of a day differs. */
export type ReconciliationReply = z.infer<typeof reconciliationReply>
