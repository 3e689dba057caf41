import type { Trouble } from './adapter.ts'

/** The longest that a city may ask to be left alone, ms: beyond it a wrong header would silence a centre. */
const longestAsked = 3_600_000

/** Makes a trouble. */
export const trouble = (
  kind: Trouble['kind'],
  sentence: string,
  code: number | null = null,
  afterMs: number | null = null,
): Trouble => ({ kind, sentence, code, afterMs })

/** How long a Retry-After header (RFC 9110 10.2.3: seconds, or a date) asks for, ms from now. */
function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestAsked) : null
}

type TlsKind = Extract<Trouble['kind'], `tls${string}`>

/** Codes of OpenSSL and Node, and what a person does about each: trust, renew, correct the address, ask for TLS. */
const tlsKinds: readonly (readonly [RegExp, TlsKind, string])[] = [
  [/^CERT_(HAS_EXPIRED|NOT_YET_VALID)$/, 'tls-expired', "the city's certificate is not valid today"],
  [
    /^ERR_TLS_CERT_ALTNAME_INVALID$/,
    'tls-wrong-host',
    "the city's certificate is for another address than this one",
  ],
  [
    /SELF_SIGNED|^UNABLE_TO_|^CERT_UNTRUSTED$|^CERT_SIGNATURE_FAILURE$/,
    'tls-untrusted',
    "the city's certificate is from nobody this machine trusts",
  ],
  [
    /^ERR_SSL_(WRONG_VERSION_NUMBER|PACKET_LENGTH_TOO_LONG|HTTP_REQUEST)$/,
    'tls-plain',
    'the city does not speak TLS at this address',
  ],
  [/^(CERT_|ERR_TLS|ERR_SSL|EPROTO$)/, 'tls', "the city's certificate or TLS is not good"],
]

/** What a request that rejected means; Node's fetch hides the reason in the cause. */
export function troubleOfError(error: unknown, timedOut: boolean): Trouble {
  if (timedOut) return trouble('timeout', 'the city did not answer in time')
  const { cause } = (error ?? {}) as { cause?: { code?: unknown; message?: unknown } }
  const code = typeof cause?.code === 'string' ? cause.code : ''
  const found = tlsKinds.find(([pattern]) => pattern.test(code))
  if (found !== undefined) return trouble(found[1], `${found[2]} (${code})`)
  const words = `${String(error)} ${String(cause?.message)}`
  if (words.includes('before secure TLS connection'))
    return trouble('tls-cut', 'the connection breaks off before TLS is agreed')
  if (code === 'UND_ERR_SOCKET' || words.includes('terminated'))
    return trouble('garbage', 'the answer broke off')
  if (code.startsWith('UND_ERR_HEADERS_OVERFLOW') || words.includes('does not match the HTTP'))
    return trouble('garbage', 'the answer is no HTTP')
  return trouble('unreachable', `the city cannot be reached${code === '' ? '' : ` (${code})`}`)
}

/** What an HTTP status means before its body is looked at; null = look. */
export function troubleOfStatus(response: Response, now: number): Trouble | null {
  const { status } = response
  const after = retryAfterMs(response.headers.get('retry-after'), now)
  if (status === 429) return trouble('rate-limited', 'the city asks for fewer messages', status, after)
  if (status >= 500) return trouble('server', `the city has trouble of its own (${status})`, status, after)
  if (status >= 300 && status < 400)
    return trouble('redirect', 'the city answers from another address; messages are not sent on', status)
  return null
}
