import { type Clock, err, ok, type Result, type Timer } from '#basics'
import { lineEnds, lineReader } from '../../framing/lines.ts'
import { keepConnected } from '../../transport/connection.ts'
import type { LinkCounters, Transport } from '../../transport/types.ts'
import {
  type HelperError,
  type HelperMessage,
  type HelperOk,
  type HelperRequest,
  helperLine,
  helperVersion,
  longestHelperLine,
  requestLine,
} from './messages.ts'

/** How long a helper may take, ms; one that takes longer hangs and is started anew. */
export const helperTimes = { hello: 10_000, status: 3_000, poll: 3_000, read: 8_000 } as const

/** A helper is started again after 250 ms, then ever later, until one has lived for a minute. */
const patience = { longestRetry: 30_000, steadyAfter: 60_000 } as const
/** So many lines of garbage in a row are no accident. */
const mostGarbage = 100

/** Why a request brought nothing: the helper's own word, or it is gone. */
export type HelperSilence = HelperError | 'lost'

/** One talk with a helper program: a greeting, then one request at a time. */
export interface HelperTalk {
  ask(request: HelperRequest): Promise<Result<HelperOk, HelperSilence>>
  counters(): LinkCounters
  /** The helper said what it should not have: it is started anew. */
  distrust(reason: string): void
  close(): Promise<void>
}

/** What a talk needs and whom it tells. */
export interface HelperTalkOptions {
  readonly transport: Transport
  readonly clock: Clock
  /** The helper said hello in our version. */
  onUp(): void
  /** It is gone, hangs, or speaks another version; told once until the next `onUp`. */
  onDown(reason: 'gone' | 'hangs' | 'version'): void
}

interface Question {
  readonly id: number
  readonly timer: Timer
  readonly settle: (answer: Result<HelperOk, HelperSilence>) => void
}

/** Starts a talk; the program behind the transport is started again whenever it ends, hangs or talks nonsense. */
export function helperTalk({ transport, clock, onUp, onDown }: HelperTalkOptions): HelperTalk {
  let question: Question | null = null
  let greeting: Timer | null = null
  let greeted = false
  let asked = 0
  let garbage = 0
  let why: 'gone' | 'hangs' | 'version' = 'gone'

  const settle = (answer: Result<HelperOk, HelperSilence>) => {
    const settled = question
    question = null
    settled?.timer.cancel()
    settled?.settle(answer)
  }
  const giveUp = (reason: 'hangs' | 'version', sentence: string) => {
    why = reason
    connection.drop(sentence)
  }
  const nonsense = () => {
    connection.count('checksumErrors')
    garbage += 1
    if (garbage >= mostGarbage) giveUp('hangs', 'the helper writes garbage')
  }
  const hear = (message: HelperMessage) => {
    garbage = 0
    if ('hello' in message) {
      if (message.v !== helperVersion) return giveUp('version', `the helper speaks version ${message.v}`)
      if (greeted) return
      greeted = true
      greeting?.cancel()
      onUp()
      return
    }
    // An answer to another question than the one that is asked belongs to nobody.
    if (message.id !== question?.id) return
    settle('ok' in message ? ok(message.ok) : err(message.error.code))
  }
  const lines = lineReader({
    ends: lineEnds,
    longest: longestHelperLine,
    onLine(line) {
      const message = helperLine(line)
      if (message === null) return nonsense()
      connection.count('framesIn')
      hear(message)
    },
    onOverlong: nonsense,
  })
  const connection = keepConnected({
    transport,
    clock,
    patience,
    onData: (bytes) => lines.push(bytes),
    onUp() {
      greeting = clock.after(helperTimes.hello, () => giveUp('hangs', 'the helper said no hello'))
    },
    onDown() {
      greeting?.cancel()
      greeted = false
      garbage = 0
      lines.reset()
      settle(err('lost'))
      const reason = why
      why = 'gone'
      onDown(reason)
    },
  })
  const write = async (bytes: Uint8Array) => {
    const written = await connection.write(bytes)
    if (written.ok) connection.count('framesOut')
  }

  return {
    ask: (request) =>
      new Promise((resolve) => {
        settle(err('lost'))
        if (!greeted) return resolve(err('lost'))
        asked += 1
        const timer = clock.after(helperTimes[request.do], () =>
          giveUp('hangs', 'the helper does not answer'),
        )
        question = { id: asked, timer, settle: resolve }
        void write(requestLine(asked, request))
      }),
    counters: () => connection.counters(),
    distrust: (reason) => giveUp('hangs', reason),
    async close() {
      greeting?.cancel()
      settle(err('lost'))
      await connection.close()
    },
  }
}
