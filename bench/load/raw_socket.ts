import { randomBytes } from 'node:crypto'
import { createConnection } from 'node:net'
import { protocolVersion } from '#protocol'

/** A WebSocket that does as little as it can, so that what is measured is the server; one command at a time. */
export interface RawSocket {
  /** Sends a command message and waits for its answer; what is pushed meanwhile is read and dropped. */
  exchange(message: Buffer): Promise<string>
  close(): void
}

const textFrame = 0x81
const masked = 0x80
const headLengths = { short: 2, medium: 4, long: 10 } as const

/** A client's text frame; the mask is four zeros, which leaves the payload as it is. */
export function frameOf(payload: Buffer): Buffer {
  const { length } = payload
  const head =
    length < 126
      ? Buffer.from([textFrame, masked | length])
      : Buffer.from([textFrame, masked | 126, length >> 8, length & 255])
  return Buffer.concat([head, Buffer.alloc(4), payload])
}

/** Where the payload of the first frame begins and ends, or null while it is not whole. */
function firstFrame(bytes: Buffer): { from: number; to: number } | null {
  if (bytes.length < headLengths.short) return null
  const short = (bytes[1] ?? 0) & 0x7f
  const from = short < 126 ? headLengths.short : short === 126 ? headLengths.medium : headLengths.long
  if (bytes.length < from) return null
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(2) : Number(bytes.readBigUInt64BE(2))
  return bytes.length < from + length ? null : { from, to: from + length }
}

const isAnswer = (bytes: Buffer, from: number) => {
  const start = bytes.toString('latin1', from, from + 16)
  return start.startsWith('{"type":"result"') || start.startsWith('{"type":"refused')
}
const isWelcome = (bytes: Buffer, from: number) =>
  bytes.toString('latin1', from, from + 17) === '{"type":"welcome"'

/** Opens a hub's socket as a page does that knows everything up to `lastRevision`, and waits for the welcome. */
export function openRawSocket(hub: string, token: string, lastRevision: number): Promise<RawSocket> {
  const { hostname, port, host } = new URL(hub)
  const socket = createConnection({ host: hostname, port: Number(port), noDelay: true })
  let rest: Buffer = Buffer.alloc(0)
  let isOpen = false
  let isClosing = false
  let giveUp: ((error: Error) => void) | null = null
  let settle: ((answer: string) => void) | null = null
  return new Promise((ready, fail) => {
    const raw: RawSocket = {
      exchange: (message) =>
        new Promise((done, failed) => {
          settle = done
          giveUp = failed
          socket.write(message)
        }),
      close() {
        isClosing = true
        socket.destroy()
      },
    }
    const take = () => {
      for (let frame = firstFrame(rest); frame !== null; frame = firstFrame(rest)) {
        const { from, to } = frame
        if (isAnswer(rest, from)) settle?.(rest.toString('utf8', from, to))
        else if (isWelcome(rest, from)) ready(raw)
        rest = rest.subarray(to)
      }
    }
    socket.on('data', (chunk: Buffer) => {
      rest = rest.length === 0 ? chunk : Buffer.concat([rest, chunk])
      if (!isOpen) {
        const end = rest.indexOf('\r\n\r\n')
        if (end < 0) return
        isOpen = true
        rest = rest.subarray(end + 4)
        const hello = { type: 'hello', protocol: protocolVersion, token, lastRevision }
        socket.write(frameOf(Buffer.from(JSON.stringify(hello))))
      }
      take()
    })
    socket.once('error', fail)
    socket.once('close', () => {
      if (isClosing) return
      fail(new Error('the hub closed the socket'))
      giveUp?.(new Error('the hub closed the socket'))
    })
    socket.write(
      `GET /ws HTTP/1.1\r\nhost: ${host}\r\nupgrade: websocket\r\nconnection: Upgrade\r\n` +
        `sec-websocket-version: 13\r\nsec-websocket-key: ${randomBytes(16).toString('base64')}\r\n\r\n`,
    )
  })
}
