import { err, ok, type Result } from '#basics'
import { concatBytes } from '../framing/bytes.ts'
import { checksumOf, checksumSize } from './checksum.ts'
import type { Escapes } from './escape.ts'
import type { Frame } from './frame.ts'
import { writeNumber } from './numbers.ts'
import type { Part, TextShape } from './parts.ts'
import type { ByteOrder } from './schema.ts'
import { cutText, writeText } from './text.ts'

/** What the fields of a frame hold. */
export type Values = Readonly<Record<string, number | string>>

/** Why a frame could not be written. */
export interface EncodeFault {
  readonly code: 'unknown-operation' | 'missing-value' | 'out-of-range' | 'not-encodable' | 'too-long'
  /** The field, or the operation. */
  readonly what: string
}

/** The bytes of one pad unit: half a UTF-16 space would tear the next character. */
export function padUnit({ encoding, pad }: TextShape): readonly number[] {
  if (encoding === 'utf-16le') return [pad, 0]
  return encoding === 'utf-16be' ? [0, pad] : [pad]
}

function padded(shape: TextShape, bytes: Uint8Array, size: number): Uint8Array {
  const unit = padUnit(shape)
  const filler = Uint8Array.from({ length: size - bytes.length }, (_, i) => unit[i % unit.length] ?? 0)
  return shape.align === 'left' ? concatBytes(bytes, filler) : concatBytes(filler, bytes)
}

function textBytes(shape: TextShape, field: string, value: string): Result<Uint8Array, EncodeFault> {
  const { encoding, size } = shape
  const bytes = writeText(encoding, value)
  if (bytes === null) return err({ code: 'not-encodable', what: field })
  if (size === null) return ok(bytes)
  if (bytes.length <= size) return ok(padded(shape, bytes, size))
  const kept = shape.cut ? writeText(encoding, cutText(encoding, value, size)) : null
  return kept === null ? err({ code: 'too-long', what: field }) : ok(padded(shape, kept, size))
}

const inOrder = (value: number, size: number, order: ByteOrder): Uint8Array => {
  const highFirst = Uint8Array.from({ length: size }, (_, i) => (value >>> (8 * (size - 1 - i))) & 0xff)
  return order === 'high-first' ? highFirst : highFirst.reverse()
}

const hexOf = (bytes: Uint8Array): Uint8Array =>
  Uint8Array.from(Buffer.from(Buffer.from(bytes).toString('hex').toUpperCase(), 'latin1'))

/** A checksum as it stands in a frame. */
export function checksumBytes(part: Extract<Part, { kind: 'checksum' }>, covered: Uint8Array): Uint8Array {
  const bytes = inOrder(checksumOf(part.sum, covered), checksumSize(part.sum), part.order)
  return part.as === 'ascii-hex' ? hexOf(bytes) : bytes
}

function given(part: Part, values: Values): Result<Uint8Array, EncodeFault> {
  if (part.kind === 'fixed') return ok(part.bytes)
  if (part.kind === 'length' || part.kind === 'checksum') return ok(new Uint8Array())
  const value = values[part.field]
  if (value === undefined) return err({ code: 'missing-value', what: part.field })
  if (part.kind === 'text') return textBytes(part.shape, part.field, String(value))
  const bytes = writeNumber(part.shape, Number(value))
  return bytes === null ? err({ code: 'out-of-range', what: part.field }) : ok(bytes)
}

function escaped(frame: Frame, plain: readonly Uint8Array[], escapes: Escapes | null): Uint8Array {
  const [first, last] = frame.escaped ?? [1, 0]
  const wire = plain.map((bytes, at) =>
    escapes === null || at < first || at > last
      ? bytes
      : Uint8Array.from([...bytes].flatMap((byte) => [...(escapes.write(byte) ?? [byte])])),
  )
  return concatBytes(...wire)
}

/** Writes a frame: fields, then lengths (of what is not yet escaped), then checksums, then escapes. */
export function encodeFrame(
  frame: Frame,
  escapes: Escapes | null,
  values: Values,
): Result<Uint8Array, EncodeFault> {
  const plain: Uint8Array[] = []
  for (const part of frame.parts) {
    const bytes = given(part, values)
    if (!bytes.ok) return bytes
    plain.push(bytes.value)
  }
  const covered = (at: number) => {
    const [first, last] = frame.spans[at] ?? [1, 0]
    return plain.slice(first, last + 1)
  }
  for (const [at, part] of frame.parts.entries()) {
    if (part.kind !== 'length') continue
    // Lengths and checksums may count each other's places, which are not filled yet.
    const [first, last] = frame.spans[at] ?? [1, 0]
    let counted = part.add
    for (let i = first; i <= last; i += 1) counted += frame.sizes[i] ?? plain[i]?.length ?? 0
    if (counted < 0 || counted >= 256 ** part.size) return err({ code: 'too-long', what: 'length' })
    plain[at] = inOrder(counted, part.size, part.order)
  }
  for (const [at, part] of frame.parts.entries())
    if (part.kind === 'checksum') plain[at] = checksumBytes(part, concatBytes(...covered(at)))
  return ok(escaped(frame, plain, escapes))
}
