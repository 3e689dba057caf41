import { lookup as resolveName } from 'node:dns'
import { type IncomingMessage, request as plainRequest } from 'node:http'
import { request as secureRequest } from 'node:https'
import { isIP, type LookupFunction } from 'node:net'
import { err, ok, type Result } from '#basics'
import type { Incoming } from './receive.ts'
import type { FileTrouble } from './trouble.ts'

/** A file asked for over HTTP or HTTPS. */
export interface FileRequest {
  /** A user and password in it go as Basic authorization and nowhere else. */
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly from: number
  readonly signal: AbortSignal
  /** Whether an address that a name has resolved to may be connected to. */
  mayReach(address: string): boolean
}

/** The file, or the other place where it is said to be. */
export type FileReply = Result<Incoming | { readonly movedTo: string }, FileTrouble>

const refusedCode = 'ADDRESS_REFUSED'
const tlsCodes = /^(CERT_|ERR_TLS|ERR_SSL|EPROTO$|SELF_SIGNED|DEPTH_ZERO|UNABLE_TO_)/

/** Resolves a name and leaves out what may not be reached: checked on the very address that is connected to. */
const guardedLookup =
  (mayReach: FileRequest['mayReach']): LookupFunction =>
  (hostname, options, callback) =>
    resolveName(hostname, { ...options, all: true }, (error, found) => {
      const allowed = error === null ? found.filter(({ address }) => mayReach(address)) : []
      const [first] = allowed
      const refused = Object.assign(new Error('no address of it may be reached'), { code: refusedCode })
      if (first === undefined) callback(error ?? refused, [])
      else if (options.all === true) callback(null, allowed)
      else callback(null, first.address, first.family)
    })

function troubleOf(error: unknown): FileTrouble {
  const { code = '' } = error as { code?: string }
  if (code === refusedCode) return 'address'
  return tlsCodes.test(code) ? 'tls' : 'unreachable'
}

/** Where the bytes of a 206 begin (RFC 9110 14.4). */
const beginningOf = ({ headers }: IncomingMessage) =>
  Number(/^bytes (\d{1,15})-/.exec(headers['content-range'] ?? '')?.[1] ?? Number.NaN)

function replyOf(answer: IncomingMessage): FileReply {
  const { statusCode = 0 } = answer
  const given = (from: number): FileReply => ok({ from, body: answer })
  if (statusCode === 200) return given(0)
  if (statusCode === 206 && Number.isFinite(beginningOf(answer))) return given(beginningOf(answer))
  answer.destroy()
  const { location } = answer.headers
  if (statusCode >= 300 && statusCode < 400)
    return location === undefined ? err('server') : ok({ movedTo: location })
  if (statusCode === 416) return err('wrong-size')
  return err(statusCode >= 400 && statusCode < 500 && statusCode !== 429 ? 'not-found' : 'server')
}

/** Asks for a file from some place on; follows nothing by itself. */
export function requestFile({ url, headers, from, signal, mayReach }: FileRequest): Promise<FileReply> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  if (!['http:', 'https:'].includes(url.protocol)) return Promise.resolve(err('address'))
  if (isIP(host) !== 0 && !mayReach(host)) return Promise.resolve(err('address'))
  const request = url.protocol === 'https:' ? secureRequest : plainRequest
  return new Promise((resolve) => {
    const asked = request(url, {
      headers: {
        ...headers,
        'accept-encoding': 'identity',
        ...(from === 0 ? {} : { range: `bytes=${from}-` }),
      },
      agent: false,
      signal,
      lookup: guardedLookup(mayReach),
    })
    asked.on('response', (answer) => resolve(replyOf(answer)))
    asked.on('error', (error) => resolve(err(signal.aborted ? 'stalled' : troubleOf(error))))
    asked.end()
  })
}
