import { err, ok, type Result } from '#basics'

/** A field of a fixed-size record of UTF-16LE text padded with spaces: offset and length in bytes. */
export type TextField = readonly [offset: number, bytes: number]

/** What fields are filled up with: the space of the standard, or its full-width form that some writers use. */
const padding: ReadonlySet<number> = new Set([0x20, 0x3000])

/**
 * Reads one field without its padding. A NUL ends it, as it does for who wrote it so; what lies beyond the record's
 * end is not there.
 */
export function readText(record: Uint8Array, [offset, bytes]: TextField): string {
  const units: number[] = []
  for (let at = offset; at + 1 < Math.min(offset + bytes, record.length); at += 2) {
    const unit = (record[at] ?? 0) | ((record[at + 1] ?? 0) << 8)
    if (unit === 0) break
    units.push(unit)
  }
  while (padding.has(units.at(-1) ?? 0)) units.pop()
  // Half of a surrogate pair could be neither stored nor sent.
  return String.fromCharCode(...units).toWellFormed()
}

/** A record under construction: all spaces until fields are written. */
export interface TextWriter {
  /** Writes a field; refused when the text is longer than its place. */
  put(field: TextField, text: string): Result<void, 'does-not-fit'>
  readonly bytes: Uint8Array
}

/** Starts a record of `size` bytes filled with UTF-16LE spaces. */
export function textWriter(size: number): TextWriter {
  const bytes = Uint8Array.from({ length: size }, (_, i) => (i % 2 === 0 ? 0x20 : 0))
  return {
    bytes,
    put([offset, room], text) {
      if (text.length * 2 > room) return err('does-not-fit')
      for (let i = 0; i < text.length; i += 1) {
        const unit = text.charCodeAt(i)
        bytes[offset + 2 * i] = unit & 0xff
        bytes[offset + 2 * i + 1] = unit >> 8
      }
      return ok(undefined)
    },
  }
}
