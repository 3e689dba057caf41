import { z } from 'zod'

/** Versions of the contract this source speaks, any order. */
export const cityVersions: readonly string[] = ['2.0']

const versionSchema = z.string().regex(/^\d{1,4}\.\d{1,4}$/)

/** What a site speaks may be written in a way this side does not know: it is then not among what both speak. */
const offered = z.string().min(1).max(40)

/** `POST /api/v1/versions`: a site says which versions it speaks before its first message. */
export const versionOffer = z.strictObject({
  senderCode: z.string().min(1).max(64),
  versions: z.array(offered).min(1).max(100),
})

/** The highest version both speak; null refuses, `versions` says what this side speaks. */
export const versionAnswer = z.object({
  version: versionSchema.nullable(),
  versions: z.array(versionSchema),
  message: z.string(),
})

const rank = (version: string) => {
  const [major = 0, minor = 0] = version.split('.').map(Number)
  return major * 10_000 + minor
}

/** The highest version that is in both lists (compared by number, not as text), or null. */
export function highestCommon(offered: readonly string[], spoken: readonly string[]): string | null {
  const common = offered.filter((version) => spoken.includes(version))
  return common.sort((a, b) => rank(b) - rank(a))[0] ?? null
}
