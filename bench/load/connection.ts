import { createConnection, type Socket } from 'node:net'

/** An answer as it came. */
export interface Answer {
  readonly status: number
  readonly body: string
}

/** One keep-alive HTTP/1.1 connection with one request on it at a time. */
export interface Connection {
  /** Sends a whole request as it stands and waits for its answer. */
  exchange(request: Buffer): Promise<Answer>
  close(): void
}

const headEnd = Buffer.from('\r\n\r\n')

/** How long an answer is, from its head; answers without a length have no body here. */
function bodyLength(head: string): number {
  const found = /\r\ncontent-length: (\d+)/i.exec(head)
  return Number(found?.[1] ?? 0)
}

function parse(received: Buffer): Answer | null {
  const end = received.indexOf(headEnd)
  if (end < 0) return null
  const head = received.toString('latin1', 0, end)
  const from = end + headEnd.length
  const length = bodyLength(head)
  if (received.length < from + length) return null
  return { status: Number(head.slice(9, 12)), body: received.toString('utf8', from, from + length) }
}

/** Connects; the client does as little as it can, so that what is measured is the server. */
export function connect(host: string, port: number): Promise<Connection> {
  return new Promise((ready, fail) => {
    const socket: Socket = createConnection({ host, port, noDelay: true })
    let settle: ((answer: Answer) => void) | null = null
    let refuse: ((error: Error) => void) | null = null
    let received: Buffer | null = null
    let gone: Error | null = null
    const lost = (error: Error) => {
      gone = error
      fail(error)
      refuse?.(error)
    }
    socket.on('data', (chunk: Buffer) => {
      received = received === null ? chunk : Buffer.concat([received, chunk])
      const answer = parse(received)
      if (answer === null) return
      received = null
      settle?.(answer)
    })
    socket.once('error', lost)
    socket.once('close', () => lost(new Error('the server closed the connection')))
    socket.once('connect', () =>
      ready({
        exchange: (request) =>
          new Promise((done, failed) => {
            if (gone !== null) return failed(gone)
            settle = done
            refuse = failed
            socket.write(request)
          }),
        close: () => socket.destroy(),
      }),
    )
  })
}

/** A whole POST request as bytes. */
export function postRequest(url: URL, token: string, body: string): Buffer {
  const length = Buffer.byteLength(body)
  return Buffer.from(
    `POST ${url.pathname} HTTP/1.1\r\nhost: ${url.host}\r\nauthorization: Bearer ${token}\r\n` +
      `content-type: application/json\r\ncontent-length: ${length}\r\n\r\n${body}`,
  )
}
