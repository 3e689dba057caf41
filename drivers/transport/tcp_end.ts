import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import { assert } from '#basics'
import type { WireEnd } from './wire_end.ts'

async function listen(port: number, onSocket: (socket: Socket) => void): Promise<Server> {
  const server = createServer({ noDelay: true }, onSocket)
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

function portOf(server: Server): number {
  const address = server.address()
  assert(address !== null && typeof address !== 'string', 'a TCP server has a port')
  return address.port
}

/** The device's end of a TCP loop-back: the newest connection is the wire, as with a serial server. */
export async function tcpEnd(): Promise<WireEnd> {
  let receive: (bytes: Uint8Array) => void = () => undefined
  let wire: Socket | null = null
  const attach = (socket: Socket) => {
    wire?.destroy()
    wire = socket
    socket.on('data', (bytes) => {
      if (wire === socket) receive(bytes)
    })
    socket.on('error', () => undefined)
    socket.on('close', () => {
      if (wire === socket) wire = null
    })
  }
  let server: Server | null = await listen(0, attach)
  const port = portOf(server)

  const pull = async () => {
    const listening = server
    server = null
    const closed = listening === null ? null : once(listening, 'close')
    listening?.close()
    wire?.destroy()
    await closed
  }
  return {
    address: `tcp://127.0.0.1:${port}`,
    send: (bytes) => void wire?.write(bytes),
    onBytes(given) {
      receive = given
    },
    pull,
    async putBack() {
      server ??= await listen(port, attach)
    },
    close: pull,
  }
}
