import { systemClock } from '#basics'
import { ptyPair, simulateTicketPrinter } from '#drivers'

/** When the bytes of one ticket came to the printer, and when its paper was cut. */
export interface PrintTimes {
  /** First byte of the question whether it can print (ESC/POS DLE EOT). */
  readonly asked: number
  /** The last of the questions before the ticket. */
  readonly lastAsked: number
  readonly firstByte: number
  readonly lastByte: number
  readonly cut: number
  readonly bytes: number
}

/** A simulated ticket printer in this process that notes when what comes. */
export interface Printer {
  readonly path: string
  /** The times of the next ticket; ask before it is sent. */
  next(): Promise<PrintTimes>
  close(): Promise<void>
}

const dle = 0x10
const eot = 0x04

/** Bytes of a chunk that are not real-time status questions (DLE EOT n). */
function ticketBytes(chunk: Uint8Array): number {
  let count = 0
  for (let at = 0; at < chunk.length; at += 1) {
    if (chunk[at] === dle && chunk[at + 1] === eot) at += 2
    else count += 1
  }
  return count
}

/** Puts a simulated 80 mm printer on a line the operating system knows. */
export async function openPrinter(): Promise<Printer> {
  const line = await ptyPair()
  let asked: number | null = null
  let lastAsked = 0
  let firstByte: number | null = null
  let lastByte = 0
  let bytes = 0
  let tell: (times: PrintTimes) => void = () => undefined
  const note = (chunk: Uint8Array, at: number) => {
    const own = ticketBytes(chunk)
    if (own === 0) {
      asked ??= at
      if (firstByte === null) lastAsked = at
      return
    }
    firstByte ??= at
    lastByte = at
    bytes += own
  }
  const printer = simulateTicketPrinter(
    {
      send: (given) => line.port.send(given),
      onBytes: (receive) =>
        line.port.onBytes((chunk) => {
          note(chunk, performance.now())
          receive(chunk)
        }),
    },
    systemClock(),
    { widthDots: 576 },
  )
  printer.onTicket(() =>
    tell({
      asked: asked ?? 0,
      lastAsked,
      firstByte: firstByte ?? 0,
      lastByte,
      cut: performance.now(),
      bytes,
    }),
  )
  return {
    path: line.driverPath,
    next() {
      asked = null
      firstByte = null
      bytes = 0
      return new Promise((done) => {
        tell = done
      })
    },
    close: () => line.close(),
  }
}
