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
export function retryAfterMs(header: string | null, now: number): number | null {
  if (header === null) return null
  const ms = /^\d+$/.test(header.trim()) ? Number(header) * 1_000 : Date.parse(header) - now
  return Number.isFinite(ms) && ms >= 0 ? Math.min(ms, longestAsked) : null
}

const tlsCodes = /^(CERT_|ERR_TLS|ERR_SSL|UNABLE_TO_|DEPTH_ZERO_SELF_SIGNED|SELF_SIGNED|EPROTO$)/

/** What a request that rejected means; Node's fetch hides the reason in the cause. */
export function troubleOfError(error: unknown, timedOut: boolean): Trouble {
  if (timedOut) return trouble('timeout', 'the city did not answer in time')
  const cause = (error as { cause?: { code?: unknown } } | null)?.cause
  const code = typeof cause?.code === 'string' ? cause.code : ''
  if (tlsCodes.test(code)) return trouble('tls', `the city's certificate or TLS is not good (${code})`)
  if (code === 'UND_ERR_SOCKET' || String(error).includes('terminated'))
    return trouble('garbage', 'the answer broke off')
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
