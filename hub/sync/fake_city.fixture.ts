import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { answerSignHeader, answerText, type CityAck, type CityRecord, cityCodes } from '#protocol'
import { digestOf, signingKey, signText } from '#signing'

/** The secret of these tests. */
export const secret = 'a shared secret of these tests'

type Act = (request: IncomingMessage, reply: ServerResponse) => void

/** A city that does what a test says, message by message; when nothing is said it takes everything. */
export interface FakeCity {
  readonly url: string
  /** Revisions it has, in the order they came; '-' before one that came without data. */
  readonly has: string[]
  /** How often it was asked. */
  asked(): number
  /** What it does with the next messages to the exchange. */
  misbehave(...acts: readonly Act[]): void
  /** Refuses messages with such a record as a whole, or no longer. */
  refuseAll(is: ((record: CityRecord) => boolean) | null): void
  /** What its receipts say of where to go on, instead of the truth. */
  askFor(revision: ((next: number) => number) | null): void
  /** A gateway before it carries no message with more records than this. */
  carry(records: number): void
  close(): Promise<void>
}

const textOf = async (request: IncomingMessage): Promise<string> => {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return Buffer.concat(parts).toString()
}

/** Acts of a city that is not well. */
export const acts = {
  status:
    (status: number, headers: Record<string, string> = {}): Act =>
    (_request, reply) =>
      void reply.writeHead(status, headers).end('{}'),
  garbage: ((_request, reply) => void reply.writeHead(200).end('<html>it works</html>')) as Act,
  halfAnswer: ((_request, reply) => {
    reply.writeHead(200, { 'content-length': '500' })
    reply.write('{"ack":{"msgId":', () => reply.destroy())
  }) as Act,
  silence: (() => undefined) as Act,
  /** Says that it answers, and goes on no further. */
  stall: ((_request, reply) => void reply.writeHead(200).write('{"ack":')) as Act,
  endless: ((_request, reply) => {
    const more = () => {
      while (!reply.destroyed && reply.write('x'.repeat(65_536)));
    }
    reply.writeHead(200).on('drain', more)
    more()
  }) as Act,
  noHttp: ((request) => void request.socket.end('lorem ipsum\r\n\r\n')) as Act,
  hangUp: ((request) => void request.socket.destroy()) as Act,
}

/** Starts a fake city. */
export async function fakeCity(key = secret): Promise<FakeCity> {
  const has: string[] = []
  const next: Act[] = []
  let [count, nextRevision] = [0, 1]
  let asksFor: ((revision: number) => number) | null = null
  let carried = Number.POSITIVE_INFINITY
  let isBad: ((record: CityRecord) => boolean) | null = null

  const takeIn = (records: readonly CityRecord[]): number => {
    if (isBad !== null && records.some((record) => record.data !== null && isBad?.(record)))
      return cityCodes.badFormat
    for (const { revision, data } of records) {
      if (revision !== nextRevision) continue
      has.push(`${data === null ? '-' : ''}${revision}`)
      nextRevision += 1
    }
    return cityCodes.ok
  }
  const answer = async (request: IncomingMessage, reply: ServerResponse) => {
    const message = JSON.parse(await textOf(request))
    if (request.url === '/api/v1/versions') {
      reply.end(JSON.stringify({ version: '2.0', versions: ['2.0'], message: 'ok' }))
      return
    }
    const act = next.shift()
    count += 1
    if (act !== undefined) return act(request, reply)
    const { head, body } = message
    const { records = [] } = JSON.parse(body) as { records?: CityRecord[] }
    if (records.length > carried) return void reply.writeHead(413).end('<html>too large</html>')
    const code = head.msgType === 'RECORDS' ? takeIn(records) : cityCodes.ok
    const ack: CityAck = {
      msgId: head.msgId,
      code,
      message: '',
      nextRevision: asksFor?.(nextRevision) ?? nextRevision,
      nextSeq: head.seq + 1,
      accepted: records.length,
      rejected: [],
      downHead: 0,
    }
    const day = { day: '', agrees: true, differences: [], missing: [], withheld: [] }
    const text = JSON.stringify({
      ack,
      ...(head.msgType === 'RECONCILIATION' ? { reconciliation: day } : {}),
    })
    reply.setHeader(answerSignHeader, signText(signingKey(key), answerText(head.msgId, digestOf(text))))
    reply.end(text)
  }
  const server = createServer((request, reply) => void answer(request, reply))
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    url: `http://127.0.0.1:${port}`,
    has,
    asked: () => count,
    misbehave: (...given) => void next.push(...given),
    refuseAll: (is) => {
      isBad = is
    },
    askFor: (revision) => {
      asksFor = revision
    },
    carry: (records) => {
      carried = records
    },
    close: () =>
      new Promise((done) => {
        server.close(() => done())
        server.closeAllConnections()
      }),
  }
}
