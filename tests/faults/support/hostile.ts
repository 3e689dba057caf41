import { protocolVersion } from '#protocol'

/** Texts that programs have stumbled over: empty, unseen, huge, of other meaning to other programs. */
const naughty: readonly string[] = [
  '',
  ' ',
  '\u0000',
  'A\u0000B',
  '\u202eRTL\u202c',
  '\ufeff',
  '\ud800',
  '👩‍👩‍👧‍👦',
  'Z̤̈ͅa̟l',
  '公共法律服务'.repeat(2_000),
  'x'.repeat(60_000),
  "' OR 1=1 --",
  '"; DROP TABLE events; --',
  '<script>alert(1)</script>',
  '$' + '{jndi:ldap://example.invalid/a}',
  '../../../../etc/passwd',
  '%00%2e%2e%2f',
  '\r\nSet-Cookie: a=b',
  '__proto__',
  'constructor',
  'toString',
  'hasOwnProperty',
  'NaN',
  '1e999',
  '-0',
  '9007199254740993',
  'null',
  'undefined',
  '[object Object]',
  '١٢٣',
]

const pick = <T>(random: () => number, from: readonly T[]): T => from[Math.floor(random() * from.length)] as T

const nested = (depth: number, open: string, close: string) => open.repeat(depth) + close.repeat(depth)

/** JSON texts (or not) that are no command. */
export function hostileText(random: () => number): string {
  const word = JSON.stringify(pick(random, naughty))
  const commandId = '01ARZ3NDEKTSV4RRFFQ69G5FAV'
  return pick(random, [
    () => pick(random, naughty),
    () => word,
    () => nested(Math.floor(random() * 20_000), '[', ']'),
    () => nested(Math.floor(random() * 5_000), '{"a":', '}'),
    () => `{"serviceId":${word},"commandId":"${commandId}"}`,
    () => `{"serviceId":"LC","commandId":${word}}`,
    () => `{"serviceId":"LC","commandId":"${commandId}","__proto__":{"roles":["admin"]}}`,
    () => `{"constructor":{"prototype":{"x":1}},"serviceId":"LC","commandId":"${commandId}"}`,
    () => `{"serviceId":"LC","serviceId":${word},"commandId":"${commandId}","colour":1}`,
    () => `{"serviceId":["LC"],"commandId":{"$ne":null}}`,
    () => `{"serviceId":"LC","commandId":"${commandId}","age":1e400}`,
    () => `{"serviceId":"LC","commandId":"${commandId}"`,
    () => `{"type":"hello","protocol":${word},"token":${word},"lastRevision":-1}`,
    () => `{"type":"hello","protocol":${protocolVersion},"token":${word},"lastRevision":1e300}`,
    () => `{"type":"command","command":{"name":${word},"body":{"commandId":"${commandId}"}}}`,
    () => `{"type":"command","command":{"name":"issue","body":{"commandId":"${commandId}","x":${word}}}}`,
    () => `{"type":"command","command":{"name":"issue","__proto__":{"body":{}}}}`,
    () => `{"type":${word}}`,
    () => String.fromCharCode(...Array.from({ length: 64 }, () => Math.floor(random() * 256))),
  ])()
}

const encoded = (random: () => number) =>
  encodeURIComponent(pick(random, naughty).replace(/[\ud800-\udfff]/gu, ''))

/** A whole HTTP request that no page and no device would make. */
export function hostileRequest(random: () => number, token: string): string {
  const body = hostileText(random)
  const path = pick(random, [
    '/api/v1/tickets',
    '/api/v1/counters/1/commands',
    `/api/v1/counters/${encoded(random)}/commands`,
    `/api/v1/tickets/${encoded(random)}/print-result`,
    `/api/v1/events?after=${encoded(random)}&limit=${encoded(random)}`,
    '/api/v1/%',
    '//',
    '/ws',
  ])
  const kind = pick(random, ['application/json', 'text/plain', 'application/json; charset=utf-7', 'a/b/c'])
  const authorization = pick(random, [token, token, encoded(random), ''])
  const method = pick(random, ['POST', 'POST', 'POST', 'PUT', 'GET', 'PROPFIND'])
  const length = pick(random, [Buffer.byteLength(body), Buffer.byteLength(body), 0])
  const lines = [
    `${method} ${path} HTTP/1.1`,
    'Host: hub',
    'Connection: close',
    `Authorization: Bearer ${authorization}`,
    `Content-Type: ${kind}`,
    `Accept-Language: ${encoded(random)}`,
    `Content-Length: ${length}`,
  ]
  return `${lines.join('\r\n')}\r\n\r\n${body}`
}

const plain = (line: string, ...headers: readonly string[]) =>
  [line, 'Host: hub', ...headers, '', ''].join('\r\n')
const upgrade = (path: string, ...headers: readonly string[]) =>
  plain(`GET ${path} HTTP/1.1`, 'Connection: Upgrade', 'Upgrade: websocket', ...headers)

/** Requests that are no HTTP, or ask for a socket in ways nobody does. */
export const brokenRequests: Readonly<Record<string, string>> = {
  'not HTTP at all': '\u0016\u0003\u0001\u0002\r\n\r\n',
  'a length that is no number': plain('POST /api/v1/tickets HTTP/1.1', 'Content-Length: -1'),
  'two lengths': plain('POST /api/v1/tickets HTTP/1.1', 'Content-Length: 2', 'Content-Length: 3'),
  'length and chunks': plain(
    'POST /api/v1/tickets HTTP/1.1',
    'Content-Length: 2',
    'Transfer-Encoding: chunked',
  ),
  'a chunk that is no number': `${plain('POST /api/v1/tickets HTTP/1.1', 'Transfer-Encoding: chunked')}ZZ\r\n`,
  'a header of 64 KiB': plain('GET /healthz HTTP/1.1', `X: ${'x'.repeat(65_536)}`),
  'ten thousand headers': plain(
    'GET /healthz HTTP/1.1',
    ...Array.from({ length: 10_000 }, (_, n) => `X${n}: 1`),
  ),
  'a body of 64 KiB and a byte': `${plain(
    'POST /api/v1/tickets HTTP/1.1',
    'Connection: close',
    'Content-Type: application/json',
    'Content-Length: 65537',
  )}${' '.repeat(65_537)}`,
  'a socket at //': upgrade('//', 'Sec-WebSocket-Version: 13', 'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA=='),
  'a socket at http://[': upgrade('http://[', 'Sec-WebSocket-Version: 13'),
  'a socket elsewhere': upgrade('/elsewhere', 'Sec-WebSocket-Version: 13'),
  'a socket without a key': upgrade('/ws', 'Sec-WebSocket-Version: 13'),
  'a socket of version 99': upgrade('/ws', 'Sec-WebSocket-Version: 99', 'Sec-WebSocket-Key: x'),
}

/** The request that opens a socket. */
export const openingRequest = upgrade(
  '/ws',
  'Sec-WebSocket-Version: 13',
  'Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==',
)

const masked = (first: number, payload: Buffer) => {
  const length = payload.length
  const head =
    length < 126
      ? Buffer.from([first, 0x80 | length])
      : Buffer.from(
          [first, 0xff, 0, 0, 0, 0, length >> 24, length >> 16, length >> 8, length].map((b) => b & 0xff),
        )
  // A mask of zeros leaves the payload as it is.
  return Buffer.concat([head, Buffer.alloc(4), payload])
}

/** Frames that break RFC 6455 or the hub's bounds; each must end the connection it came on. */
export const brokenFrames: Readonly<Record<string, Buffer>> = {
  'reserved bits': masked(0xf1, Buffer.from('{}')),
  'a reserved opcode': masked(0x83, Buffer.from('{}')),
  'no mask': Buffer.from([0x81, 2, 0x7b, 0x7d]),
  'a ping in parts': masked(0x09, Buffer.from('a')),
  'a ping of 126 bytes': Buffer.concat([Buffer.from([0x89, 0xfe, 0, 126]), Buffer.alloc(130)]),
  'a part of nothing': masked(0x80, Buffer.from('a')),
  'text that is not UTF-8': masked(0x81, Buffer.from([0xc3, 0x28])),
  'a close of one byte': masked(0x88, Buffer.from([1])),
  'a close with a code nobody has': masked(0x88, Buffer.from([0, 1])),
  '64 KiB and a byte': masked(0x81, Buffer.alloc(65_537, 0x20)),
  'a length of 2^63': Buffer.from([0x81, 0xff, 0x80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]),
}
