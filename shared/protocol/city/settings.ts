import { z } from 'zod'
import { idSchema } from '../values.ts'
import { cityTroubles } from './link.ts'

/** Host and path alone: a user, a password or a query might be a secret, and the address is shown. */
const plainAddress = /^https?:\/\/[^\s@?#]+$/i

/** `PUT /city-link/settings` and `POST /city-link/test`: where the city is, and as whom this centre speaks to it. */
export const citySettingsBody = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(300)
    .regex(plainAddress),
  /** This centre's code in the city's register. */
  siteId: idSchema,
  /** The secret the two share; left out, the one that is kept stays. An Ed25519 key is set in the environment. */
  key: z
    .string()
    .trim()
    .min(16)
    .max(200)
    .refine((text) => !text.startsWith('ED25519:'))
    .exactOptional(),
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
