import { sameBytes } from '../framing/bytes.ts'
import { checksumBytes, padUnit, type Values } from './encode.ts'
import type { Escapes } from './escape.ts'
import type { Frame } from './frame.ts'
import { readNumber } from './numbers.ts'
import type { Part, TextShape } from './parts.ts'
import { readText } from './text.ts'

/** Why bytes that begin like a frame are none. */
export type TemplateFault = 'checksum' | 'length' | 'escape' | 'field'

/** What stands at a place in a stream: a frame, perhaps one (more must come), none, or one spoilt. */
export type Attempt =
  | { readonly kind: 'frame'; readonly values: Values; readonly took: number }
  | { readonly kind: 'wait' }
  | { readonly kind: 'none' }
  /** `took`: bytes of a frame that came whole, by its checksum, though a field says nothing; 0 where only the start is sure. */
  | { readonly kind: 'spoilt'; readonly fault: TemplateFault; readonly took: number }

/** A frame longer than this, on the wire or plain, is none. */
export const longestFrame = 1_024

const wait: Attempt = { kind: 'wait' }
const none: Attempt = { kind: 'none' }
const spoilt = (fault: TemplateFault, took = 0): Attempt => ({ kind: 'spoilt', fault, took })
const plain = new Uint8Array(longestFrame)

function stripped(shape: TextShape, bytes: Uint8Array): Uint8Array {
  if (shape.size === null) return bytes
  const unit = padUnit(shape)
  const step = unit.length
  const isPad = (at: number) => unit.every((byte, i) => bytes[at + i] === byte)
  let [from, to] = [0, bytes.length]
  if (shape.align === 'left') while (to >= step && isPad(to - step)) to -= step
  else while (from + step <= to && isPad(from)) from += step
  return bytes.subarray(from, to)
}

const numberIn = (bytes: Uint8Array, order: 'high-first' | 'low-first'): number =>
  (order === 'high-first' ? bytes : bytes.toReversed()).reduce((sum, byte) => sum * 256 + byte, 0)

/** How many plain bytes a text without a size has: a number, 'wait', or 'none' when it cannot be. */
function textSize(
  frame: Frame,
  at: number,
  lengths: ReadonlyMap<number, number>,
  wire: Uint8Array,
  from: number,
  end: number,
): number | 'wait' | 'none' {
  const by = frame.ends[at]
  if (by === null || by === undefined) return 'none'
  if (by.by === 'length') {
    const [first, last] = frame.spans[by.part] ?? [1, 0]
    let left = lengths.get(by.part) ?? 0
    for (let i = first; i <= last; i += 1) left -= frame.sizes[i] ?? 0
    return left < 0 || left > longestFrame ? 'none' : left
  }
  for (let start = from; start + by.gap < end; start += 1) {
    const there = wire.subarray(start + by.gap, Math.min(end, start + by.gap + by.bytes.length))
    if (!there.every((byte, i) => byte === by.bytes[i])) continue
    return there.length < by.bytes.length ? 'wait' : start - from
  }
  return 'wait'
}

/** Reads a part that was found; a fault, or null when it is right. */
function check(
  part: Part,
  bytes: Uint8Array,
  covered: Uint8Array,
  values: Record<string, number | string>,
): TemplateFault | null {
  switch (part.kind) {
    case 'number': {
      const value = readNumber(part.shape, bytes)
      // A field that stands in a frame twice (an address and its repetition) must say the same twice.
      if (value === null || (values[part.field] ?? value) !== value) return 'field'
      values[part.field] = value
      return null
    }
    case 'text': {
      const text = readText(part.shape.encoding, stripped(part.shape, bytes))
      if (text === null || (values[part.field] ?? text) !== text) return 'field'
      values[part.field] = text
      return null
    }
    case 'checksum':
      return sameBytes(checksumBytes(part, covered), bytes) ? null : 'checksum'
    default:
      return null
  }
}

/** Where an attempt stands: on the wire, and in the plain bytes taken from it. */
interface Walk {
  readonly wire: Uint8Array
  readonly end: number
  at: number
  filled: number
}

/** Takes the bytes of one part off the wire; what ends the attempt, or null. */
function takePart(
  walk: Walk,
  part: Part,
  escapes: Escapes | null,
  size: number,
  scans: boolean,
): Attempt | null {
  const { wire, end } = walk
  // A text found by what follows it was measured on the wire, its escapes with it.
  const stop = walk.at + size
  for (let taken = 0; scans ? walk.at < stop : taken < size; taken += 1) {
    if (walk.at >= end) return wait
    let byte = wire[walk.at] ?? 0
    let took = 1
    if (escapes !== null) {
      const found = escapes.read(wire, walk.at, end)
      if (found === 'wait') return wait
      if (found === 'bad') return part.kind === 'fixed' ? none : spoilt('escape')
      byte = found.byte
      took = found.took
    }
    if (part.kind === 'fixed' && byte !== part.bytes[taken]) return none
    plain[walk.filled] = byte
    walk.filled += 1
    walk.at += took
  }
  return null
}

/** Tries one frame at a place of a stream. */
export function attempt(
  frame: Frame,
  escapes: Escapes | null,
  wire: Uint8Array,
  from: number,
  end: number,
): Attempt {
  const { parts, sizes } = frame
  const [firstEscaped, lastEscaped] = frame.escaped ?? [1, 0]
  const starts: number[] = []
  const lengths = new Map<number, number>()
  const walk: Walk = { wire, end, at: from, filled: 0 }
  for (const [i, part] of parts.entries()) {
    starts.push(walk.filled)
    const isEscaped = firstEscaped <= i && i <= lastEscaped
    const scans = sizes[i] === null && frame.ends[i]?.by === 'bytes'
    const size = sizes[i] ?? textSize(frame, i, lengths, wire, walk.at, end)
    if (size === 'wait') return wait
    if (size === 'none') return spoilt('length')
    if (walk.filled + size > longestFrame) return spoilt('length')
    const stopped = takePart(walk, part, isEscaped ? escapes : null, size, scans)
    if (stopped !== null) return stopped
    if (part.kind === 'length')
      lengths.set(i, numberIn(plain.subarray(starts[i], walk.filled), part.order) - part.add)
  }
  starts.push(walk.filled)
  return judge(frame, starts, lengths, walk.at - from)
}

function judge(
  { parts, spans }: Frame,
  starts: readonly number[],
  lengths: ReadonlyMap<number, number>,
  took: number,
): Attempt {
  const covered = ([first, last]: readonly [number, number]) =>
    plain.subarray(starts[first], starts[last + 1])
  const values: Record<string, number | string> = {}
  let isSummed = false
  let hasBadField = false
  for (const [i, part] of parts.entries()) {
    const span = spans[i] ?? null
    const counted = span === null ? plain.subarray(0, 0) : covered(span)
    if (part.kind === 'length' && lengths.get(i) !== counted.length) return spoilt('length')
    const fault = check(part, plain.subarray(starts[i], starts[i + 1]), counted, values)
    if (fault === 'field') hasBadField = true
    else if (fault !== null) return spoilt(fault)
    isSummed ||= part.kind === 'checksum'
  }
  if (!hasBadField) return { kind: 'frame', values, took }
  // What lies inside a frame that came as it was sent is its content, and no frame of its own.
  return spoilt('field', isSummed ? took : 0)
}
