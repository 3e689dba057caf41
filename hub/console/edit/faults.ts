import type { ZodType } from 'zod'

/** What is wrong with a field, as a person can mend it. */
export type Fault = 'empty' | 'format' | 'range' | 'taken'

/** Faults by the path of the field: 'name.zh'. */
export type Faults = ReadonlyMap<string, Fault>

/** What the protocol would refuse in a draft, before it is sent; only the first fault of a field. */
export function faultsOf(schema: ZodType, draft: unknown): Faults {
  const parsed = schema.safeParse(draft)
  const faults = new Map<string, Fault>()
  if (parsed.success) return faults
  for (const issue of parsed.error.issues) {
    const path = issue.path.join('.')
    if (faults.has(path)) continue
    const isText = (issue.code === 'too_small' && issue.origin !== 'number') || issue.code === 'invalid_type'
    faults.set(path, isText ? 'empty' : issue.code === 'invalid_format' ? 'format' : 'range')
  }
  return faults
}

/** Faults of two sources as one; the schema's win where both name a field. */
export const withFaults = (faults: Faults, more: Iterable<readonly [string, Fault]>): Faults =>
  new Map([...more, ...faults])
