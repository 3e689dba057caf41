import { z } from 'zod'
import { cardPersonWords } from './person_words.ts'

/** Version of the helper contract (docs/drivers/driver-helper.md); a helper of another one is not used. */
export const helperVersion = 1

/** Longest line either side may write, in bytes: a person fits many times over, a photo is not welcome. */
export const longestHelperLine = 8_192

/** What a helper may answer instead of a result; there is no free text, which might name a person. */
export const helperErrors = [
  'reader-absent',
  'reader-faulted',
  'unauthorised',
  'self-test-failed',
  'no-card',
  'card-changed',
  'read-failed',
  'unsupported',
] as const
/** One of them. */
export type HelperError = (typeof helperErrors)[number]

const version = z.literal(helperVersion)
const id = z.int().min(1)
/** One placement of one card, made up by the helper; never used again for another. */
const placement = z.string().min(1).max(64)
/** The 256-byte text area of the chip, base64. */
const area = z.base64().length(344)

const hello = z.strictObject({
  v: z.int(),
  hello: z.strictObject({
    family: z.literal('id-card'),
    name: z.string().max(100),
    version: z.string().max(40),
  }),
})
const failure = z.strictObject({ v: version, id, error: z.strictObject({ code: z.enum(helperErrors) }) })
const success = z.strictObject({
  v: version,
  id,
  ok: z.union([
    z.strictObject({ reader: z.literal('ready'), serial: z.string().max(64).nullable() }),
    z.strictObject({ placement, area }),
    z.strictObject({ placement, person: cardPersonWords }),
    z.strictObject({ placement: placement.nullable() }),
  ]),
})
const helperMessage = z.union([hello, failure, success])

/** A line of a helper, understood. */
export type HelperMessage = z.output<typeof helperMessage>
/** What a granted request may bring. */
export type HelperOk = z.output<typeof success>['ok']

/** What the driver asks; one request at a time. */
export type HelperRequest =
  | { readonly do: 'status' }
  | { readonly do: 'poll' }
  | { readonly do: 'read'; readonly placement: string }

const utf8 = new TextDecoder('utf-8', { fatal: true })

/** Understands a line; null is garbage, which is counted and passed over. */
export function helperLine(line: Uint8Array): HelperMessage | null {
  try {
    const parsed = helperMessage.safeParse(JSON.parse(utf8.decode(line)))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Writes a request as a line. */
export const requestLine = (requestId: number, request: HelperRequest): Uint8Array =>
  new TextEncoder().encode(`${JSON.stringify({ v: helperVersion, id: requestId, ...request })}\n`)
