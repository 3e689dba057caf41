import { type Clock, type Result, sequential, sleep, type Timer } from '#basics'
import { type Connection, keepConnected } from '../transport/connection.ts'
import type { LinkCounters, Transport } from '../transport/types.ts'
import { readingOfAsb } from './codec/reading.ts'
import { statusParser } from './codec/status_parser.ts'
import { type LineEvents, lineEvents } from './line_events.ts'
import { askerOf, type Question } from './status_question.ts'
import type { PrinterReading } from './types.ts'

/** Silence between two questions, in ms: lets a late answer pass, so that it is not taken for the next one. */
const quietMs = 200

/** Half an answer whose rest does not come in this time, in ms, is none: it must not swallow the next one. */
const halfMs = 500

/** A printer's wire, with its answers told apart. */
export interface StatusLine extends Pick<LineEvents, 'listen' | 'expect'> {
  readonly up: boolean
  readonly question: Question
  write(bytes: Uint8Array): Promise<Result<void, 'not-connected' | 'write-failed'>>
  /** Asks how the printer is, twice at most; null when it does not answer. */
  ask(): Promise<PrinterReading | null>
  counters(): LinkCounters
  close(): Promise<void>
}

/** Opens the wire and keeps it open. */
export function statusLine(transport: Transport, clock: Clock, question: Question): StatusLine {
  const parser = statusParser()
  const events = lineEvents(clock)
  const { tell, listen, expect } = events
  const inTurn = sequential()
  let noise = 0
  let half: Timer | null = null
  const countNoise = (connection: Connection) => {
    for (; noise < parser.noise(); noise += 1) connection.count('checksumErrors')
  }
  const hearBytes = (connection: Connection, bytes: Uint8Array) => {
    half?.cancel()
    for (const event of parser.push(bytes)) {
      connection.count('framesIn')
      tell(event)
      if (event.kind === 'asb') tell({ kind: 'reading', reading: readingOfAsb(event.bytes) })
    }
    countNoise(connection)
    if (parser.held === 0) return
    half = clock.after(halfMs, () => {
      parser.settle()
      countNoise(connection)
    })
  }
  const connection: Connection = keepConnected({
    transport,
    clock,
    onData: (bytes) => hearBytes(connection, bytes),
    onUp() {
      parser.reset()
      tell({ kind: 'up' })
    },
    onDown() {
      half?.cancel()
      tell({ kind: 'down' })
    },
  })
  const write: StatusLine['write'] = async (bytes) => {
    const written = await connection.write(bytes)
    if (written.ok) connection.count('framesOut')
    return written
  }
  const askOnce = askerOf(question, events, write)
  const ask = () =>
    inTurn(async () => {
      let reading = await askOnce()
      if (reading === null && connection.up) {
        await sleep(clock, quietMs)
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
    close() {
      half?.cancel()
      return connection.close()
    },
  }
}
