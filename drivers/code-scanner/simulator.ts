import { Buffer } from 'node:buffer'
import type { Clock } from '#basics'
import type { SimulatorPort } from '../transport/types.ts'

/** How a simulated scanner can misbehave, until it is set to `none` again. */
export const codeScannerFaults = [
  'none',
  'silent',
  'noise',
  'half-line',
  'dribble',
  'repeats',
  'wrong-rate',
] as const
/** One of them. */
export type CodeScannerFault = (typeof codeScannerFaults)[number]

/** A scanner that a test or the device dock plays with. */
export interface CodeScannerSimulator {
  /** Holds a code under it. */
  scan(text: string): void
  setFault(fault: CodeScannerFault): void
  readonly fault: CodeScannerFault
}

const dribble = { portion: 5, pause: 3 } as const
/** A scanner in presentation mode says the same code again after each of these, ms. */
const repeatAt = [300, 600, 900] as const

// Written without the codec on purpose: a mistake in one shows against the other.
/** Plays a serial scanner at the device's end of a wire. */
export function simulateCodeScanner(
  port: SimulatorPort,
  clock: Clock,
  around: { readonly prefix?: string; readonly suffix?: string; readonly end?: string } = {},
): CodeScannerSimulator {
  let fault: CodeScannerFault = 'none'
  const lineOf = (text: string) =>
    Buffer.from(`${around.prefix ?? ''}${text}${around.suffix ?? ''}${around.end ?? '\r\n'}`, 'latin1')
  const sayAs: Readonly<Record<CodeScannerFault, (line: Buffer) => void>> = {
    none: (line) => port.send(line),
    silent: () => undefined,
    noise: (line) => port.send(Buffer.concat([Buffer.from([0, 0xff, 7, 27, 0x5b, 0x41, 10]), line])),
    'half-line': (line) => port.send(line.subarray(0, line.length >> 1)),
    'wrong-rate': (line) => port.send(Buffer.from(line.map((byte, i) => (i % 9 === 8 ? 13 : byte | 0x80)))),
    dribble(line) {
      for (let at = 0; at < line.length; at += dribble.portion) {
        const portion = line.subarray(at, at + dribble.portion)
        clock.after((1 + at / dribble.portion) * dribble.pause, () => port.send(portion))
      }
    },
    repeats(line) {
      port.send(line)
      for (const ms of repeatAt) clock.after(ms, () => port.send(line))
    },
  }
  port.onBytes(() => undefined)
  return {
    scan: (text) => sayAs[fault](lineOf(text)),
    setFault(given) {
      fault = given
    },
    get fault() {
      return fault
    },
  }
}
