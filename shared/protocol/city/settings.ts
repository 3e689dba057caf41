import { z } from 'zod'
import { idSchema } from '../values.ts'
import { cityTroubles } from './link.ts'

/** Host and path alone: a user, a password or a query might be a secret, and the address is shown. */
const plainAddress = /^https?:\/\/[^\s@?#]+$/i

/** An Ed25519 key's public half: 44 bytes of SubjectPublicKeyInfo (RFC 8410) in base64. */
const publicKey = z
  .string()
  .trim()
  .regex(/^ED25519:[A-Za-z0-9+/]{58,59}={0,2}$/)

/** `PUT /city-link/settings` and `POST /city-link/test`: where the city is, and as whom this centre speaks to it. */
export const citySettingsBody = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .regex(plainAddress),
  /** This centre's code in the city's register. */
  siteId: idSchema,
  /** The secret the two share; left out, the one that is kept stays. */
  key: z
    .string()
    .trim()
    .min(16)
    .max(200)
    .refine((text) => !text.startsWith('ED25519:'))
    .exactOptional(),
  /** Signs with the hub's own Ed25519 key instead: the one that was made last, or else the one in use. */
  ownKey: z.literal(true).exactOptional(),
  /** With its own key: the city's, which its answers are signed with ('ED25519:<base64 SPKI>'); left out, the one that is kept. */
  answerKey: publicKey.exactOptional(),
  /** With its own key: the secret by which persons of bookings are sealed; left out, the one that is kept. */
  sealKey: z.string().trim().min(16).max(200).exactOptional(),
})
/** Where the city is, and as whom this centre speaks to it. */
export type CitySettingsBody = z.infer<typeof citySettingsBody>

/** What is kept, without the key: that is never shown again. 'environment': set where the hub is started. */
export const citySettingsReply = z.object({
  source: z.enum(['none', 'console', 'environment']),
  url: z.string().nullable(),
  siteId: z.string(),
  hasKey: z.boolean(),
})
/** What the hub keeps about its city. */
export type CitySettings = z.infer<typeof citySettingsReply>

/** The hub's own keys, by their public halves: what it signs with now, and one made anew that the city is to be told of. */
export const cityKeyReply = z.object({ inUse: z.string().nullable(), offered: z.string().nullable() })
/** The public halves of the hub's own keys. */
export type CityKeys = z.infer<typeof cityKeyReply>

/** What a test of the connection finds: the city takes messages of this site, or what a person has to mend. */
export const cityTestReply = z.object({
  outcome: z.enum(['ok', 'unknown-site', 'key-refused', 'clock-off', ...cityTroubles]),
  /** In words for the operator, without secrets. */
  sentence: z.string().nullable(),
  /** What the hub's clock says, ISO 8601. */
  hubTime: z.string(),
})
/** What a test of the connection finds. */
export type CityTest = z.infer<typeof cityTestReply>
