import { assert } from '#basics'

const sizes = { u8: 1, u16: 2, u32: 4 } as const

/** One little-endian unsigned number in a byte table. */
export type Field = readonly [name: string, kind: keyof typeof sizes]

/** The numbers a byte table holds, by field name. */
export type Values<T extends readonly Field[]> = Readonly<Record<T[number][0], number>>

/** A fixed run of bytes described by a table of fields. */
export interface Layout<T extends readonly Field[]> {
  /** Bytes the whole table takes. */
  readonly size: number
  encode(values: Values<T>): Uint8Array
  /** Reads the table at `at`; null when the bytes end before it does. */
  decode(bytes: Uint8Array, at?: number): Values<T> | null
}

/** Makes the encoder and decoder of a byte table; every number is little-endian (Onbon BX-5K/6K). */
export function layout<const T extends readonly Field[]>(fields: T): Layout<T> {
  const size = fields.reduce((sum, [, kind]) => sum + sizes[kind], 0)
  return {
    size,
    encode(values) {
      const bytes = new Uint8Array(size)
      let at = 0
      for (const [name, kind] of fields) {
        const value: number = values[name as T[number][0]]
        // Cut to its places it would be another number: another sign's address.
        assert(Number.isInteger(value) && value >= 0 && value < 256 ** sizes[kind], `${name} fits ${kind}`)
        for (let i = 0; i < sizes[kind]; i += 1) bytes[at++] = (value >>> (8 * i)) & 0xff
      }
      return bytes
    },
    decode(bytes, start = 0) {
      if (start + size > bytes.length) return null
      const found: Record<string, number> = {}
      let at = start
      for (const [name, kind] of fields) {
        let value = 0
        for (let i = 0; i < sizes[kind]; i += 1) value += (bytes[at++] ?? 0) * 256 ** i
        found[name] = value
      }
      return found as Values<T>
    },
  }
}
