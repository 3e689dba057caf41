import { concatBytes, u16At, xorOf } from './bytes.ts'

/** Every frame to and from a SAM module starts so (GA 467-2013, appendix on the serial interface). */
const preamble = Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69)

/** LEN counts what follows it with the checksum; a larger or smaller one is noise. */
const lengths = { head: preamble.length + 2, smallest: 3, largest: 4_096 } as const

/** Wraps a command or a reply: preamble, LEN big-endian, body, XOR of LEN and body. */
export function samFrame(body: Uint8Array): Uint8Array {
  const length = body.length + 1
  const counted = concatBytes(Uint8Array.of(length >> 8, length & 0xff), body)
  return concatBytes(preamble, counted, Uint8Array.of(xorOf(counted)))
}

/**
 * What some handheld readers send when no card answered their radio: a frame of LEN 5 that often ends after
 * these bytes. No reply of a module begins with 05, since SW1 is always 0.
 */
const radioTimeout = Uint8Array.of(0, 5, 5, 5, 5)

/** How long the frame is that begins with these bytes, from the preamble to the checksum; null when none does. */
export function samFrameLength(start: Uint8Array): number | null {
  if (start.length < lengths.head || !agrees(start, 0, lengths.head, preamble)) return null
  const length = u16At(start, preamble.length)
  return length < lengths.smallest || length > lengths.largest ? null : lengths.head + length
}

/** What a frame reader reports. */
export interface SamFrameEvents {
  /**
   * A whole frame with a right checksum: what lies between LEN and the checksum. The radio time-out of
   * handheld readers, which is no whole frame, is reported as 05 05 05.
   */
  onFrame(body: Uint8Array): void
  /** What began like a frame is none: its checksum is wrong, or its LEN is one no frame has. */
  onSpoilt(): void
}

/** Finds SAM frames in a stream of portions of any size. */
export interface SamFrameReader {
  push(bytes: Uint8Array): void
  /** Forgets half a frame, when its rest is no longer to be expected. */
  reset(): void
  /** Bytes held, waiting for more; never more than one frame. */
  readonly held: number
}

/** Whether the bytes from `at` agree with the wanted ones, as far as there are any. */
function agrees(buffer: Uint8Array, at: number, end: number, wanted: Uint8Array): boolean {
  for (let i = 0; i < wanted.length && at + i < end; i += 1) {
    if (buffer[at + i] !== wanted[i]) return false
  }
  return true
}

/** What is to be done with the bytes at `at`: wait for more, skip one, count a lie and skip, or take a frame's size. */
function look(buffer: Uint8Array, at: number, end: number): 'wait' | 'skip' | 'bad-length' | number {
  if (!agrees(buffer, at, end, preamble)) return 'skip'
  if (end - at < lengths.head) return 'wait'
  const stub = preamble.length + radioTimeout.length
  if (end - at >= stub && agrees(buffer, at + preamble.length, end, radioTimeout)) return stub
  const length = u16At(buffer, at + preamble.length)
  if (length < lengths.smallest || length > lengths.largest) return 'bad-length'
  return end - at < lengths.head + length ? 'wait' : lengths.head + length
}

/** The body of a frame of the right size; null when its checksum is wrong. */
function wholeFrame(frame: Uint8Array): Uint8Array | null {
  const counted = frame.subarray(preamble.length)
  if (counted.length === radioTimeout.length && agrees(counted, 0, counted.length, radioTimeout))
    return counted.slice(2)
  return xorOf(counted) === 0 ? frame.slice(lengths.head, -1) : null
}

/**
 * Makes a frame reader. It resynchronises on the preamble; after a wrong checksum it looks again from the
 * next byte, because LEN may have been the damaged byte and a good frame may lie inside.
 */
export function samFrameReader(events: SamFrameEvents): SamFrameReader {
  const buffer = new Uint8Array(lengths.head + lengths.largest)
  let held = 0

  /** Whole frames and spoilt ones (null) in the order they came; what is left stays held. */
  const scan = (): (Uint8Array | null)[] => {
    const found: (Uint8Array | null)[] = []
    let at = 0
    while (at < held) {
      const seen = look(buffer, at, held)
      if (seen === 'wait') break
      const frame = typeof seen === 'string' ? null : wholeFrame(buffer.subarray(at, at + seen))
      if (seen !== 'skip') found.push(frame)
      at += typeof seen === 'string' || frame === null ? 1 : seen
    }
    buffer.copyWithin(0, at, held)
    // What was read may be a person's: it does not stay here until the next frame covers it.
    buffer.fill(0, held - at, held)
    held -= at
    return found
  }
  // Told only after the buffer is in order: who is told may push or reset.
  const tell = (frame: Uint8Array | null) => (frame === null ? events.onSpoilt() : events.onFrame(frame))
  return {
    push(bytes) {
      for (let from = 0; from < bytes.length; ) {
        const portion = bytes.subarray(from, from + buffer.length - held)
        buffer.set(portion, held)
        held += portion.length
        from += portion.length
        scan().forEach(tell)
      }
    },
    reset() {
      buffer.fill(0, 0, held)
      held = 0
    },
    get held() {
      return held
    },
  }
}
