import { z } from 'zod'
import { derivedKey, type SigningKey, signingKey, type VerifyingKey, verifyingKey } from '#signing'

/** What the city knows of a site's keys. */
export interface SiteKeys {
  /** Checks what the site signs. */
  readonly verify: VerifyingKey
  /** Signs what the city answers it; null leaves answers unsigned. */
  readonly answer: SigningKey | null
  /** 32 bytes only the two know: persons of bookings are sealed with it. */
  readonly seal: Buffer
}

/** Site id → its keys. */
export type Registry = ReadonlyMap<string, SiteKeys>

/** Purpose under which the key for persons is derived from a shared secret. */
const personPurpose = 'person'

const entry = z.union([
  z.string().min(16),
  z.strictObject({ verify: z.string().startsWith('ED25519:'), seal: z.string().min(16) }),
])

/** The registry's file: a shared secret a site, or an Ed25519 key with a secret for sealing. */
export const registryFile = z.record(z.string(), entry)

/** Reads the registry; sites with an Ed25519 key are answered with the city's own, where it has one. */
export function registryOf(file: z.infer<typeof registryFile>, ownKey: string | null): Registry {
  const own = ownKey === null ? null : signingKey(ownKey)
  const keysOf = (given: z.infer<typeof entry>): SiteKeys =>
    typeof given === 'string'
      ? { verify: verifyingKey(given), answer: signingKey(given), seal: derivedKey(given, personPurpose) }
      : { verify: verifyingKey(given.verify), answer: own, seal: derivedKey(given.seal, personPurpose) }
  return new Map(Object.entries(file).map(([siteId, given]) => [siteId, keysOf(given)]))
}
