import { parseAddress } from './parse_address.ts'

/**
 * The Content-Security-Policy of the pages (Electron security checklist, item 7). Nothing but our own files; the
 * agent on this machine and nothing else to talk to (its port changes when it restarts, so the exact address is
 * enforced by the request filter). `unsafe-inline` is for styles alone: Ant Design and React Aria put style elements
 * into the page as it runs. Scripts are never inline and never evaluated.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self' ws://127.0.0.1:* http://127.0.0.1:*",
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ')

/** The headers every answer of the app scheme carries. */
const securityHeaders = {
  'content-security-policy': contentSecurityPolicy,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), usb=(), hid=(), serial=(), display-capture=()',
  'cache-control': 'no-store',
} as const

/** The headers of one page: the counter's may use the camera, if the session grants it. */
export const headersOf = (route: string | null): Readonly<Record<string, string>> =>
  route === 'counter'
    ? {
        ...securityHeaders,
        'permissions-policy': securityHeaders['permissions-policy'].replace('camera=()', 'camera=(self)'),
      }
    : securityHeaders

/**
 * Whether a page may make a request: our own files, data it made itself, and the agent of the moment (`agentUrl`
 * as in the endpoint, null while there is none).
 */
export function requestIsAllowed(address: string, agentUrl: string | null): boolean {
  const url = parseAddress(address)
  if (url === null) return false
  if (url.protocol === 'app:') return url.host === 'civic-hall'
  if (url.protocol === 'data:') return true
  if (url.protocol === 'blob:') return url.pathname.startsWith('app://civic-hall/')
  const agent = agentUrl === null ? null : parseAddress(agentUrl)
  return agent !== null && ['ws:', 'http:'].includes(url.protocol) && url.host === agent.host
}
