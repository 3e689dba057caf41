import type { Result } from '#basics'
import { queued, realTime, type StatusKind } from './codec/commands.ts'
import { readingOfPaper, readingOfRealTime } from './codec/reading.ts'
import type { LineEvents } from './line_events.ts'
import type { PrinterReading } from './types.ts'

/** How a printer is asked how it is: by DLE EOT 1-4, or on old boards by GS r 1, which is all they answer. */
export type Question = 'real-time' | 'paper-byte'

/** Wait for one answer, in ms. */
const answerMs = 300

const kinds: readonly StatusKind[] = [1, 2, 3, 4]

type Write = (bytes: Uint8Array) => Promise<Result<void, unknown>>

/** Asks a printer how it is, once; null when it does not answer. */
export type Asker = () => Promise<PrinterReading | null>

/** Sends a question and waits for its answer; null when it could not be sent or none came in time. */
async function answerTo<T>(
  events: LineEvents,
  pick: Parameters<typeof events.expect<T>>[0],
  write: () => ReturnType<Write>,
) {
  const answer = events.expect(pick, answerMs)
  // Not awaited alone: behind a ticket that flow control holds up, the question would wait with it.
  const written = write()
  return Promise.race([answer, written.then(({ ok }) => (ok ? answer : null))])
}

function paperAsker(events: LineEvents, write: Write): Asker {
  /** Paper bytes asked for and not answered: a late one must not be taken for the answer to a later question. */
  let owed = 0
  // Listens from the beginning, so that it has counted a byte before anybody who waits for one looks at it.
  events.listen(({ kind }) => {
    if (kind === 'paper') owed = Math.max(0, owed - 1)
    if (kind === 'up') owed = 0
  })
  return async () => {
    owed += 1
    const event = await answerTo(
      events,
      (heard) => (heard.kind === 'paper' && owed === 0 ? heard : null),
      () => write(queued.paperStatus),
    )
    return event === null ? null : readingOfPaper(event)
  }
}

const realTimeAsker =
  (events: LineEvents, write: Write): Asker =>
  async () => {
    const bytes: number[] = []
    for (const kind of kinds) {
      // One at a time: the answers do not say which question they belong to.
      const byte = await answerTo(
        events,
        (event) => (event.kind === 'real-time' ? event.byte : null),
        () => write(realTime.status(kind)),
      )
      if (byte === null) return null
      bytes.push(byte)
    }
    const [printer = 0, cause = 0, error = 0, paper = 0] = bytes
    return readingOfRealTime(printer, cause, error, paper)
  }

/** The way to ask that a printer understands. */
export const askerOf = (question: Question, events: LineEvents, write: Write): Asker =>
  question === 'paper-byte' ? paperAsker(events, write) : realTimeAsker(events, write)
