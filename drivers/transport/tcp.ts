import { createConnection, type Socket } from 'node:net'
import { err, ok } from '#basics'
import { linkOverStream } from './stream_link.ts'
import type { LinkHandlers, Transport } from './types.ts'

/** Waits of a TCP link, in ms; the kernel's own are minutes, too long for a counter. */
const waits = { connect: 5_000, keepAlive: 10_000 } as const

/** Where a device listens. */
export interface TcpAddress {
  readonly host: string
  readonly port: number
}

const linkOverSocket = (socket: Socket, handlers: LinkHandlers) =>
  linkOverStream(socket, handlers, async () => {
    socket.destroy()
  })

/** Reaches a device over TCP: a network printer, a serial server, a simulator. */
export function tcpTransport({ host, port }: TcpAddress): Transport {
  return {
    name: `tcp://${host}:${port}`,
    open: (handlers) =>
      new Promise((resolve) => {
        const socket = createConnection({ host, port, noDelay: true, keepAlive: true })
        socket.setKeepAlive(true, waits.keepAlive)
        const refuse = (error: Error) => {
          socket.destroy()
          resolve(err(error.message))
        }
        socket.once('error', refuse)
        socket.setTimeout(waits.connect, () => refuse(new Error(`no connection to ${host}:${port}`)))
        socket.once('connect', () => {
          socket.setTimeout(0)
          socket.off('error', refuse)
          resolve(ok(linkOverSocket(socket, handlers)))
        })
      }),
  }
}
