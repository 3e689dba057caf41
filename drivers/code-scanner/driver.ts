import type { Clock, Timer } from '#basics'
import { lineEnds, lineReader } from '../framing/lines.ts'
import { keepConnected } from '../transport/connection.ts'
import { statusKeeper } from '../transport/status_keeper.ts'
import type { Transport } from '../transport/types.ts'
import { type CodeAffixes, lineText, longestCode, scannedCode } from './codec.ts'
import type { ScannedCode, ScannerReason, ScannerStatus } from './types.ts'

/** A scanner held over one code tells it again and again: it counts once within `repeat`; half a line is forgotten after `half`, ms. */
const times = { repeat: 2_000, half: 500 } as const
/** What scanners can be set to end a code with: CR, LF, both, or TAB, which no code of ours holds. */
const codeEnds = [...lineEnds, 0x09]
/** So many lines in a row that are no text mean a wrong rate or a bad cable. */
const mostNoise = 5

/** What a scanner needs and whom it tells. */
export interface CodeScannerOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly affixes: CodeAffixes
  /** A code was held under the scanner. */
  onCode(code: ScannedCode): void
  onStatus(status: ScannerStatus): void
}

/** A code scanner at work. */
export interface CodeScanner {
  status(): ScannerStatus
  /** Stops; nothing is told afterwards. */
  close(): Promise<void>
}

/** Tells each code once, however often a scanner that stays over it repeats it. */
function withoutRepeats(clock: Clock, tell: (code: ScannedCode) => void) {
  let last: { readonly told: string; readonly at: number } | null = null
  return (code: ScannedCode) => {
    const at = clock.elapsed()
    const told = JSON.stringify(code)
    const isRepeat = last !== null && last.told === told && at - last.at < times.repeat
    last = { told, at }
    if (!isRepeat) tell(code)
  }
}

/** Runs a scanner that writes each code as a line over a serial port, or over any line. */
export function openCodeScanner(options: CodeScannerOptions): CodeScanner {
  const { clock, affixes } = options
  let closed = false
  let noise = 0
  let half: Timer | null = null

  const tell = withoutRepeats(clock, options.onCode)
  const bad = () => {
    connection.count('checksumErrors')
    noise += 1
    if (noise < mostNoise) return
    connection.noteFault('lines that are no code')
    status.change('degraded', 'noise')
  }
  const lines = lineReader({
    ends: codeEnds,
    longest: longestCode + affixes.prefix.length + affixes.suffix.length,
    onLine(line) {
      const text = lineText(line, affixes)
      if (text === null) return bad()
      noise = 0
      connection.count('framesIn')
      status.change('ready')
      tell(scannedCode(text))
    },
    onOverlong: bad,
  })
  const connection = keepConnected({
    transport: options.transport,
    clock,
    onData(bytes) {
      if (closed) return
      half?.cancel()
      lines.push(bytes)
      if (lines.held > 0)
        half = clock.after(times.half, () => {
          lines.reset()
          bad()
        })
    },
    onUp() {
      noise = 0
      status.change('ready')
    },
    onDown() {
      half?.cancel()
      lines.reset()
      if (!closed) status.change('absent')
    },
  })
  const status = statusKeeper<ScannerReason>(clock, connection.counters, options.onStatus)
  return {
    status: status.current,
    async close() {
      closed = true
      half?.cancel()
      await connection.close()
    },
  }
}
