/** One thing a printer said. */
export type StatusEvent =
  /** Four bytes sent on every change (ESC/POS GS a). */
  | { readonly kind: 'asb'; readonly bytes: readonly [number, number, number, number] }
  /** The answer to DLE EOT; which of the four was asked, only the asker knows. */
  | { readonly kind: 'real-time'; readonly byte: number }
  /** The answer to GS r 1. */
  | { readonly kind: 'paper'; readonly nearEnd: boolean; readonly end: boolean }
  /** Everything before this id is physically printed (ESC/POS GS ( H). */
  | { readonly kind: 'process-id'; readonly pid: string }
  /** The buffers were thrown away (ESC/POS DLE DC4 fn 8). */
  | { readonly kind: 'cleared' }
  /** XON and XOFF. */
  | { readonly kind: 'flow'; readonly stopped: boolean }

/** Makes events of a printer's bytes, in any portions. */
export interface StatusParser {
  push(bytes: Uint8Array): readonly StatusEvent[]
  /** Bytes that were none of the known answers, skipped. */
  noise(): number
  /** Bytes held, waiting for the rest of an answer. */
  readonly held: number
  /** The printer fell silent: half an answer has no rest, and its bytes are noise. */
  settle(): void
  /** Forgets half an answer: the link is new. */
  reset(): void
}

type Step = { readonly event: StatusEvent | null; readonly used: number } | 'wait'

const skip: Step = { event: null, used: 1 }
const flow: ReadonlyMap<number, boolean> = new Map([
  [0x11, false],
  [0x13, true],
])

function automatic(bytes: readonly number[]): Step {
  const tail = bytes.slice(1, 4)
  // Bits 4 and 7 of the other three are fixed at 0: anything else is another answer, and the ASB was cut short. What
  // is left of it goes with it, since its bytes would look like the answer to GS r that proves a ticket.
  const cutAt = tail.findIndex((byte) => (byte & 0x90) !== 0)
  if (cutAt >= 0) return { event: null, used: 1 + cutAt }
  const [a, b, c, d] = bytes
  if (a === undefined || b === undefined || c === undefined || d === undefined) return 'wait'
  return { event: { kind: 'asb', bytes: [a, b, c, d] }, used: 4 }
}

function block(bytes: readonly number[]): Step {
  const header = bytes[1]
  if (header === undefined) return 'wait'
  const length = header === 0x22 ? 7 : header === 0x25 ? 3 : 0
  const body = bytes.slice(2, length - 1)
  if (length === 0 || body.some((byte) => byte < 0x20 || byte > 0x7e)) return skip
  if (bytes.length < length) return 'wait'
  if (bytes[length - 1] !== 0) return skip
  const event: StatusEvent =
    header === 0x22 ? { kind: 'process-id', pid: String.fromCharCode(...body) } : { kind: 'cleared' }
  return { event, used: length }
}

function step(bytes: readonly number[]): Step {
  const byte = bytes[0] ?? 0
  if (byte === 0x37) return block(bytes)
  if ((byte & 0x93) === 0x10) return automatic(bytes)
  if ((byte & 0x93) === 0x12) return { event: { kind: 'real-time', byte }, used: 1 }
  if ((byte & 0x90) === 0) {
    return { event: { kind: 'paper', nearEnd: (byte & 0x03) !== 0, end: (byte & 0x0c) !== 0 }, used: 1 }
  }
  return skip
}

/** Classifies each byte by its fixed bits (ESC/POS status bytes: ASB, DLE EOT, GS r, 37-blocks, XON/XOFF). */
export function statusParser(): StatusParser {
  let held: number[] = []
  let noise = 0
  const scan = (events: StatusEvent[]) => {
    let at = 0
    while (at < held.length) {
      const next = step(held.slice(at, at + 7))
      if (next === 'wait') break
      if (next.event === null) noise += next.used
      else events.push(next.event)
      at += next.used
    }
    held = held.slice(at)
  }
  return {
    push(bytes) {
      const events: StatusEvent[] = []
      for (const byte of bytes) {
        const stopped = flow.get(byte)
        if (stopped === undefined) {
          held.push(byte)
          continue
        }
        // Flow control is sent when it is needed, within the four bytes of an ASB too; no answer holds these bytes.
        scan(events)
        events.push({ kind: 'flow', stopped })
      }
      scan(events)
      return events
    },
    noise: () => noise,
    get held() {
      return held.length
    },
    settle() {
      noise += held.length
      held = []
    },
    reset() {
      held = []
    },
  }
}
