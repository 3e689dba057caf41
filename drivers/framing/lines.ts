/** CR and LF end lines everywhere; CR LF is one end, since empty lines are not told. */
export const lineEnds: readonly number[] = [0x0a, 0x0d]

/** Finds lines in a stream of portions of any size. */
export interface LineReader {
  push(bytes: Uint8Array): void
  /** Forgets half a line. */
  reset(): void
  /** Bytes held, waiting for the end of their line; never more than the longest line. */
  readonly held: number
}

/** What a line reader needs and whom it tells. */
export interface LineReaderOptions {
  /** Bytes that end a line: `lineEnds`, and what else a device may be set to. */
  readonly ends: readonly number[]
  /** Bytes of the longest line that is taken. */
  readonly longest: number
  /** A line without its end; empty ones are not told. */
  onLine(line: Uint8Array): void
  /** A line was longer than the longest: all of it is dropped, up to its end. */
  onOverlong(): void
}

/** Makes a line reader. */
export function lineReader({ ends, longest, onLine, onOverlong }: LineReaderOptions): LineReader {
  const buffer = new Uint8Array(longest)
  let held = 0
  let dropping = false

  /** What the bytes came to, in order; null is a line that was too long. */
  const scan = (bytes: Uint8Array): (Uint8Array | null)[] => {
    const found: (Uint8Array | null)[] = []
    for (const byte of bytes) {
      if (ends.includes(byte)) {
        if (held > 0) found.push(buffer.slice(0, held))
        buffer.fill(0, 0, held)
        held = 0
        dropping = false
      } else if (!dropping && held === longest) {
        found.push(null)
        buffer.fill(0)
        held = 0
        dropping = true
      } else if (!dropping) {
        buffer[held] = byte
        held += 1
      }
    }
    return found
  }
  return {
    push(bytes) {
      // Told only after the buffer is in order: who is told may push or reset.
      for (const line of scan(bytes)) {
        if (line === null) onOverlong()
        else onLine(line)
      }
    },
    reset() {
      buffer.fill(0, 0, held)
      held = 0
      dropping = false
    },
    get held() {
      return held
    },
  }
}
