import { connect, createServer, type Server, type Socket } from 'node:net'

/** What happens to bytes on their way. */
export interface Weather {
  /** Each piece is held back for so long, ms. */
  delayMs(): number
  /** Pieces of one byte. */
  readonly dribble: boolean
  /** Every so many pieces one is sent twice: what comes then is no longer the protocol. 0 = never. */
  readonly doubleEvery: number
  /** Half open: sockets stay, nothing passes and nothing is said. */
  readonly silent: boolean
}

/** A cable that is well. */
const calm: Weather = { delayMs: () => 0, dribble: false, doubleEvery: 0, silent: false }

/** A TCP cable between two programs that a test can spoil. */
export interface ChaosProxy {
  /** What the nearer program connects to: 127.0.0.1. */
  readonly port: number
  /** Sockets open now. */
  readonly links: number
  set(weather: Partial<Weather>): void
  /** Pulls the cable: every socket is reset, and new ones are too, until `mend`. */
  cut(): void
  mend(): void
  close(): Promise<void>
}

const pieces = (data: Buffer, dribble: boolean) =>
  dribble ? Array.from(data, (byte) => Buffer.of(byte)) : [data]

/** Lays the cable; `target` is asked for each new socket: the farther program may come back elsewhere. */
export async function chaosProxy(target: () => number): Promise<ChaosProxy> {
  let weather = calm
  let isCut = false
  const sockets = new Set<Socket>()

  const pass = (from: Socket, to: Socket) => {
    let passed = 0
    let last = Promise.resolve()
    const hand = (piece: Buffer) => {
      passed += 1
      const isDoubled = weather.doubleEvery > 0 && passed % weather.doubleEvery === 0
      if (!to.destroyed) to.write(isDoubled ? Buffer.concat([piece, piece]) : piece)
    }
    from.on('data', (data) => {
      // Half open: what is said now is lost, as behind a switch without power.
      if (weather.silent) return
      const ms = weather.delayMs()
      if (ms === 0) return void last.then(() => pieces(data, weather.dribble).forEach(hand))
      // One after another: a cable delays and never overtakes.
      last = last
        .then(() => new Promise<void>((done) => setTimeout(done, ms)))
        .then(() => pieces(data, weather.dribble).forEach(hand))
    })
    from.on('error', () => to.destroy())
    from.on('close', () => {
      sockets.delete(from)
      if (!weather.silent) to.destroy()
    })
  }
  const server: Server = createServer((near) => {
    if (isCut) return void near.resetAndDestroy()
    const far = connect(target(), '127.0.0.1')
    for (const socket of [near, far]) sockets.add(socket.setNoDelay(true))
    pass(near, far)
    pass(far, near)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  const dropAll = () => {
    for (const socket of sockets) socket.resetAndDestroy()
    sockets.clear()
  }
  return {
    port: address.port,
    get links() {
      return Math.floor(sockets.size / 2)
    },
    set(change) {
      weather = { ...weather, ...change }
    },
    cut() {
      isCut = true
      dropAll()
    },
    mend() {
      isCut = false
    },
    async close() {
      isCut = true
      dropAll()
      await new Promise((done) => server.close(done))
    },
  }
}
