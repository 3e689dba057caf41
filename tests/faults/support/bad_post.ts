import { createServer, type ServerResponse } from 'node:http'

/** A post between a centre and its city that loses answers, brings letters twice and out of turn. */
export interface BadPost {
  readonly url: string
  readonly lost: number
  readonly doubled: number
  readonly late: number
  /** From now on everything comes once, in order, and is answered. */
  mend(): void
  close(): Promise<void>
}

/** Opens it; `target` is asked for each message: the city may be elsewhere, or nowhere. */
export async function badPost(target: () => string, random: () => number): Promise<BadPost> {
  const counts = { lost: 0, doubled: 0, late: 0 }
  let isBad = true
  /** Letters that come after those that were posted later. */
  let kept: (() => Promise<unknown>)[] = []

  const bring = (path: string, body: string) =>
    fetch(`${target()}${path}`, { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  const answer = async (path: string, body: string, reply: ServerResponse) => {
    const fate = isBad && path.endsWith('/exchange') ? random() : 1
    if (fate < 0.2) {
      counts.late += 1
      kept.push(() => bring(path, body))
      return void reply.destroy()
    }
    const response = await bring(path, body)
    const text = await response.text()
    if (fate < 0.4) {
      counts.doubled += 1
      await bring(path, body)
    }
    const late = kept
    kept = []
    for (const letter of late) await letter().catch(() => undefined)
    if (fate < 0.55) {
      counts.lost += 1
      return void reply.destroy()
    }
    for (const [name, value] of response.headers) if (name.startsWith('x-')) reply.setHeader(name, value)
    reply.writeHead(response.status).end(text)
  }
  const server = createServer((request, reply) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      answer(request.url ?? '', Buffer.concat(parts).toString(), reply).catch(() => reply.destroy())
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    get lost() {
      return counts.lost
    },
    get doubled() {
      return counts.doubled
    },
    get late() {
      return counts.late
    },
    mend() {
      isBad = false
      kept = []
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
