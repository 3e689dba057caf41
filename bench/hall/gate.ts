import { connect, createServer, type Socket } from 'node:net'

/** A cable between two programs that can be pulled. */
export interface Gate {
  /** `http://127.0.0.1:<port>` */
  readonly url: string
  /** Lets connections through; resolves with the moment the first one is made, and what has come back over it by then. */
  open(): Promise<number>
  /** Cuts what is open and refuses more. */
  shut(): void
  /** Bytes that came from the far end since it was opened. */
  received(): number
  close(): void
}

/** Puts a gate before an address; shut at first. */
export async function gateTo(target: string): Promise<Gate> {
  const { hostname, port } = new URL(target)
  const through = new Set<Socket>()
  let isOpen = false
  let bytes = 0
  let first: ((at: number) => void) | null = null
  const server = createServer((near) => {
    if (!isOpen) return void near.destroy()
    first?.(performance.now())
    first = null
    const far = connect(Number(port), hostname)
    far.on('data', (data) => {
      bytes += data.length
    })
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      through.add(one)
      one.setNoDelay(true)
      one
        .on('error', () => one.destroy())
        .on('close', () => {
          through.delete(one)
          other.destroy()
        })
      one.pipe(other)
    }
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const own = typeof address === 'object' && address !== null ? address.port : 0
  const shut = () => {
    isOpen = false
    for (const socket of through) socket.destroy()
  }
  return {
    url: `http://127.0.0.1:${own}`,
    open() {
      isOpen = true
      bytes = 0
      return new Promise((done) => {
        first = done
      })
    },
    shut,
    received: () => bytes,
    close() {
      shut()
      server.close()
    },
  }
}
