import { createServer as plainServer, request } from 'node:http'
import { createServer as secureServer } from 'node:https'
import { createServer, type Socket } from 'node:net'
import type { Certificate } from './certificates.ts'

/** How the front behaves towards the next connections. */
export type Front = Certificate | 'plain' | 'cut after hello' | 'half a handshake' | 'garbage'

/** What stands before a city on one port, and can be changed while sites send. */
export interface TlsFront {
  readonly port: number
  show(front: Front): void
  close(): Promise<void>
}

/** The start of a ServerHello that never goes on (RFC 8446 5.1: a handshake record of 80 bytes). */
const halfHello = Buffer.from([22, 3, 3, 0, 80, 2, 0])

/** Passes requests on to a city behind TLS of the given kind, or behaves as something that is no such server. */
export async function tlsFront(target: string): Promise<TlsFront> {
  const open = new Set<Socket>()
  let front: Front = 'plain'
  const pass = (...[from, to]: Parameters<Parameters<typeof plainServer>[1] & object>) => {
    const onward = request(
      `${target}${from.url}`,
      { method: from.method, headers: from.headers },
      (answer) => {
        to.writeHead(answer.statusCode ?? 502, { ...answer.headers, connection: 'close' })
        answer.pipe(to)
      },
    )
    onward.on('error', () => to.destroy())
    from.pipe(onward)
  }
  const plain = plainServer((_request, reply) => void reply.writeHead(200).end('<html>it works</html>'))
  const secure = secureServer({}, pass)
  secure.on('tlsClientError', () => undefined)
  const gate = createServer((socket) => {
    open.add(socket)
    socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket))
    if (front === 'plain') plain.emit('connection', socket)
    else if (front === 'garbage') socket.once('data', () => socket.end('lorem ipsum\r\n\r\n'))
    else if (front === 'cut after hello') socket.once('data', () => socket.destroy())
    else if (front === 'half a handshake') socket.once('data', () => socket.end(halfHello))
    else secure.emit('connection', socket)
  })
  await new Promise<void>((done) => gate.listen(0, '127.0.0.1', done))
  const address = gate.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    show(next) {
      front = next
      if (typeof next !== 'string') secure.setSecureContext(next)
    },
    close: () =>
      new Promise((done) => {
        gate.close(() => done())
        for (const socket of open) socket.destroy()
      }),
  }
}
