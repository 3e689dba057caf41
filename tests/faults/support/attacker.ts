import { connect, type Socket } from 'node:net'

/** Someone who speaks bytes to a hub from an address of their own, so that limits meet them and nobody else. */
export interface Attacker {
  /** Sends bytes and resolves with the first answer, or with nothing when the hub hangs up. */
  exchange(bytes: string | Buffer): Promise<string>
  /** Sends bytes, waits for an answer, sends more, and resolves when the hub hangs up. */
  untilHungUp(first: string, then: Buffer): Promise<void>
  /** Opens a connection, sends the beginning of something, and leaves it at that. */
  linger(bytes: string): Promise<Socket>
}

/** An attacker at one of the loopback's addresses; where there is only one, all share it. */
export function attackerAt(url: string, place: number): Attacker {
  const { hostname: host, port } = new URL(url)
  const isLinux = process.platform === 'linux'
  const from = isLinux ? { localAddress: `127.0.${1 + Math.floor(place / 200)}.${1 + (place % 200)}` } : {}
  const open = () => connect({ host, port: Number(port), ...from })
  return {
    exchange(bytes) {
      const socket = open()
      return new Promise((resolve) => {
        // A hub that hangs up while it is still being written to resets the connection: that is an answer too.
        socket.once('error', () => resolve(''))
        socket.once('close', () => resolve(''))
        socket.once('data', (data) => {
          resolve(String(data))
          socket.destroy()
        })
        socket.write(bytes)
      })
    },
    untilHungUp(first, then) {
      const socket = open()
      return new Promise((resolve) => {
        socket.on('error', () => undefined)
        socket.once('close', () => resolve())
        socket.once('data', () => socket.write(then))
        socket.resume()
        socket.write(first)
      })
    },
    linger(bytes) {
      const socket = open()
      socket.on('error', () => undefined)
      return new Promise((resolve) => socket.write(bytes, () => resolve(socket)))
    },
  }
}
