import { type Clock, type Result, sequential, sleep } from '#basics'
import { type Connection, keepConnected } from '../transport/connection.ts'
import type { LinkCounters, Transport } from '../transport/types.ts'
import { queued, realTime, type StatusKind } from './codec/commands.ts'
import { readingOfAsb, readingOfPaper, readingOfRealTime } from './codec/reading.ts'
import { type StatusEvent, statusParser } from './codec/status_parser.ts'
import type { PrinterReading } from './types.ts'

/** Waits on the status line, in ms. */
const lineDelays = { answer: 300, quiet: 200 } as const

/** What a listener hears of the printer. */
export type LineEvent =
  | StatusEvent
  | { readonly kind: 'reading'; readonly reading: PrinterReading }
  | { readonly kind: 'down' }
  | { readonly kind: 'up' }

/** How a printer is asked how it is: by DLE EOT 1-4, or on old boards by GS r 1, which is all they answer. */
export type Question = 'real-time' | 'paper-byte'

/** A printer's wire, with its answers told apart. */
export interface StatusLine {
  readonly up: boolean
  readonly question: Question
  write(bytes: Uint8Array): Promise<Result<void, 'not-connected' | 'write-failed'>>
  /** Asks how the printer is, twice at most; null when it does not answer. */
  ask(): Promise<PrinterReading | null>
  /** Resolves with the first event that `pick` accepts; null after `ms`. */
  expect<T>(pick: (event: LineEvent) => T | null, ms: number): Promise<T | null>
  /** Hears every event; the returned function ends it. */
  listen(hear: (event: LineEvent) => void): () => void
  counters(): LinkCounters
  close(): Promise<void>
}

const kinds: readonly StatusKind[] = [1, 2, 3, 4]

/** Opens the wire and keeps it open. */
export function statusLine(transport: Transport, clock: Clock, question: Question): StatusLine {
  const parser = statusParser()
  const listeners = new Set<(event: LineEvent) => void>()
  const inTurn = sequential()
  let noise = 0
  /** Paper bytes asked for and not answered: a late one must not be taken for the answer to a later question. */
  let owed = 0

  const tell = (event: LineEvent) => {
    for (const hear of [...listeners]) hear(event)
  }
  const hearBytes = (connection: Connection, bytes: Uint8Array) => {
    for (const event of parser.push(bytes)) {
      connection.count('framesIn')
      if (event.kind === 'paper') owed = Math.max(0, owed - 1)
      tell(event)
      if (event.kind === 'asb') tell({ kind: 'reading', reading: readingOfAsb(event.bytes) })
    }
    for (; noise < parser.noise(); noise += 1) connection.count('checksumErrors')
  }
  const connection: Connection = keepConnected({
    transport,
    clock,
    onData: (bytes) => hearBytes(connection, bytes),
    onUp() {
      parser.reset()
      owed = 0
      tell({ kind: 'up' })
    },
    onDown: () => tell({ kind: 'down' }),
  })
  const write: StatusLine['write'] = async (bytes) => {
    const written = await connection.write(bytes)
    if (written.ok) connection.count('framesOut')
    return written
  }
  const listen: StatusLine['listen'] = (hear) => {
    listeners.add(hear)
    return () => void listeners.delete(hear)
  }
  const expect: StatusLine['expect'] = (pick, ms) =>
    new Promise((resolve) => {
      const finish = (value: ReturnType<typeof pick>) => {
        stop()
        timer.cancel()
        resolve(value)
      }
      const timer = clock.after(ms, () => finish(null))
      const stop = listen((event) => {
        const picked = event.kind === 'down' ? null : pick(event)
        if (picked !== null || event.kind === 'down') finish(picked)
      })
    })
  const askPaper = async (): Promise<PrinterReading | null> => {
    owed += 1
    const answer = expect((event) => (event.kind === 'paper' && owed === 0 ? event : null), lineDelays.answer)
    const written = write(queued.paperStatus)
    const event = await Promise.race([answer, written.then(({ ok }) => (ok ? answer : null))])
    return event === null ? null : readingOfPaper(event)
  }
  const askRealTime = async (): Promise<PrinterReading | null> => {
    const bytes: number[] = []
    for (const kind of kinds) {
      // One at a time: the answers do not say which question they belong to.
      const answer = expect((event) => (event.kind === 'real-time' ? event.byte : null), lineDelays.answer)
      // Not awaited alone: behind a ticket that flow control holds up, the question would wait with it.
      const written = write(realTime.status(kind))
      const byte = await Promise.race([answer, written.then(({ ok }) => (ok ? answer : null))])
      if (byte === null) return null
      bytes.push(byte)
    }
    const [printer = 0, cause = 0, error = 0, paper = 0] = bytes
    return readingOfRealTime(printer, cause, error, paper)
  }
  const askOnce = question === 'paper-byte' ? askPaper : askRealTime
  const ask = () =>
    inTurn(async () => {
      let reading = await askOnce()
      if (reading === null && connection.up) {
        // Lets a late answer pass, so that it is not taken for the next one.
        await sleep(clock, lineDelays.quiet)
        reading = await askOnce()
      }
      if (reading !== null) tell({ kind: 'reading', reading })
      return reading
    })

  return {
    question,
    get up() {
      return connection.up
    },
    write,
    ask,
    expect,
    listen,
    counters: () => connection.counters(),
    close: () => connection.close(),
  }
}
