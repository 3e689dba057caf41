import { z } from 'zod'
import {
  derivedKey,
  isPublicKey,
  type SigningKey,
  signingKey,
  type VerifyingKey,
  verifyingKey,
} from '#signing'

/** What the city knows of a site's keys. */
export interface SiteKeys {
  /** Check what the site signs; two while it changes its key. */
  readonly verify: readonly VerifyingKey[]
  /** Signs what the city answers it; null leaves answers unsigned. */
  readonly answer: SigningKey | null
  /** 32 bytes only the two know: persons of bookings are sealed with it. */
  readonly seal: Buffer
}

/** Site id → its keys. */
export type Registry = ReadonlyMap<string, SiteKeys>

/** Purpose under which the key for persons is derived from a shared secret. */
const personPurpose = 'person'

const publicKey = z.string().refine(isPublicKey)

const entry = z.union([
  z.string().min(16),
  z.strictObject({
    verify: z.union([publicKey, z.array(publicKey).min(1).max(2)]),
    seal: z.string().min(16),
  }),
])

/** The registry's file: a shared secret a site, or its Ed25519 key with a secret for sealing; two keys while it changes. */
export const registryFile = z.record(z.string(), entry)

/** Reads the registry; sites with an Ed25519 key are answered with the city's own, where it has one. */
export function registryOf(file: z.infer<typeof registryFile>, ownKey: string | null): Registry {
  const own = ownKey === null ? null : signingKey(ownKey)
  const keysOf = (given: z.infer<typeof entry>): SiteKeys =>
    typeof given === 'string'
      ? { verify: [verifyingKey(given)], answer: signingKey(given), seal: derivedKey(given, personPurpose) }
      : {
          verify: [given.verify].flat().map(verifyingKey),
          answer: own,
          seal: derivedKey(given.seal, personPurpose),
        }
  return new Map(Object.entries(file).map(([siteId, given]) => [siteId, keysOf(given)]))
}

/** The registry with a site's public key entered, beside the one it has had; the secret for sealing stays or is given. */
export function withSiteKey(
  file: z.infer<typeof registryFile>,
  siteId: string,
  key: string,
  seal: string,
): z.infer<typeof registryFile> {
  const before = file[siteId]
  if (before === undefined || typeof before === 'string')
    return { ...file, [siteId]: { verify: [key], seal } }
  const others = [before.verify].flat().filter((each) => each !== key)
  return { ...file, [siteId]: { verify: [key, ...others.slice(0, 1)], seal: before.seal } }
}
