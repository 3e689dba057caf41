/** A command the simulated mechanism understands, read from the bytes by the tables of ESC/POS. */
export type Command =
  | { readonly kind: 'text'; readonly bytes: readonly number[] }
  | { readonly kind: 'line-end' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'align'; readonly to: number }
  | { readonly kind: 'bold'; readonly on: boolean }
  | { readonly kind: 'size'; readonly w: number; readonly h: number }
  | { readonly kind: 'line-space'; readonly dots: number }
  | { readonly kind: 'feed'; readonly dots: number }
  | { readonly kind: 'feed-lines'; readonly lines: number }
  | { readonly kind: 'chinese'; readonly on: boolean }
  | { readonly kind: 'cut'; readonly feed: number }
  | { readonly kind: 'asb'; readonly mask: number }
  | { readonly kind: 'send-paper' }
  | { readonly kind: 'process-id'; readonly pid: readonly number[] }
  | {
      readonly kind: 'raster'
      readonly stride: number
      readonly rows: number
      readonly bytes: readonly number[]
    }
  | { readonly kind: 'barcode-setting'; readonly which: 'height' | 'width' | 'text'; readonly n: number }
  | { readonly kind: 'barcode'; readonly symbology: number; readonly bytes: readonly number[] }
  | { readonly kind: 'symbol'; readonly fn: number; readonly bytes: readonly number[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unknown' }

/** A command and how many bytes it took; null while some of its bytes are still to come. */
export type Pulled = { readonly command: Command; readonly length: number } | null

type Body = readonly number[]
interface Entry {
  /** The command's length from its own first bytes; null while those are missing. */
  length(bytes: Body): number | null
  read(bytes: Body): Command
}

const at = (bytes: Body, index: number) => bytes[index] ?? 0
const word = (bytes: Body, index: number) => at(bytes, index) + 256 * at(bytes, index + 1)
const fixed = (length: number, read: (bytes: Body) => Command): Entry => ({ length: () => length, read })
const setting = (which: 'height' | 'width' | 'text') =>
  fixed(3, (bytes) => ({ kind: 'barcode-setting', which, n: at(bytes, 2) }))
const counted = (read: (bytes: Body) => Command): Entry => ({
  length: (bytes) => (bytes.length < 5 ? null : 5 + word(bytes, 3)),
  read,
})
const unknown = (length: number): Entry => fixed(length, () => ({ kind: 'unknown' }))

const esc: ReadonlyMap<number, Entry> = new Map([
  [0x40, fixed(2, () => ({ kind: 'reset' }))],
  [0x61, fixed(3, (bytes) => ({ kind: 'align', to: at(bytes, 2) & 0x03 }))],
  [0x45, fixed(3, (bytes) => ({ kind: 'bold', on: (at(bytes, 2) & 1) === 1 }))],
  [0x33, fixed(3, (bytes) => ({ kind: 'line-space', dots: at(bytes, 2) }))],
  [0x32, fixed(2, () => ({ kind: 'line-space', dots: 30 }))],
  [0x4a, fixed(3, (bytes) => ({ kind: 'feed', dots: at(bytes, 2) }))],
  [0x64, fixed(3, (bytes) => ({ kind: 'feed-lines', lines: at(bytes, 2) }))],
])

const fs: ReadonlyMap<number, Entry> = new Map([
  [0x26, fixed(2, () => ({ kind: 'chinese', on: true }))],
  [0x2e, fixed(2, () => ({ kind: 'chinese', on: false }))],
])

const barcode: Entry = {
  length: (bytes) => (bytes.length < 4 ? null : at(bytes, 2) < 0x41 ? 3 : 4 + at(bytes, 3)),
  // Form A (m < 65) ends at NUL instead of having a length; mechanisms of today take form B.
  read: (bytes) =>
    at(bytes, 2) < 0x41
      ? { kind: 'unknown' }
      : { kind: 'barcode', symbology: at(bytes, 2), bytes: bytes.slice(4) },
}

const raster: Entry = {
  length: (bytes) => (bytes.length < 8 ? null : 8 + word(bytes, 4) * word(bytes, 6)),
  read: (bytes) => ({ kind: 'raster', stride: word(bytes, 4), rows: word(bytes, 6), bytes: bytes.slice(8) }),
}

const cut: Entry = {
  length: (bytes) => (bytes.length < 3 ? null : at(bytes, 2) >= 0x41 ? 4 : 3),
  read: (bytes) => ({ kind: 'cut', feed: bytes.length === 4 ? at(bytes, 3) : 0 }),
}

const response = (bytes: Body): Command =>
  at(bytes, 2) === 0x48 && at(bytes, 5) === 0x30 && bytes.length === 11
    ? { kind: 'process-id', pid: bytes.slice(7) }
    : { kind: 'unknown' }

const gs: ReadonlyMap<number, Entry> = new Map([
  [
    0x21,
    fixed(3, (bytes) => ({ kind: 'size', w: ((at(bytes, 2) >> 4) & 7) + 1, h: (at(bytes, 2) & 7) + 1 })),
  ],
  [0x56, cut],
  [0x61, fixed(3, (bytes) => ({ kind: 'asb', mask: at(bytes, 2) }))],
  [0x72, fixed(3, (bytes) => (at(bytes, 2) % 48 === 1 ? { kind: 'send-paper' } : { kind: 'unknown' }))],
  [0x76, raster],
  [0x68, setting('height')],
  [0x77, setting('width')],
  [0x48, setting('text')],
  [0x6b, barcode],
  [
    0x28,
    counted((bytes) =>
      at(bytes, 2) === 0x6b ? { kind: 'symbol', fn: at(bytes, 6), bytes: bytes.slice(7) } : response(bytes),
    ),
  ],
])

// Real-time commands were acted upon when they came in; in their turn they are passed over.
const dle: ReadonlyMap<number, Entry> = new Map([
  [0x04, fixed(3, () => ({ kind: 'none' }))],
  [0x05, fixed(3, () => ({ kind: 'none' }))],
  [0x14, fixed(10, () => ({ kind: 'none' }))],
])

const families: ReadonlyMap<number, ReadonlyMap<number, Entry>> = new Map([
  [0x1b, esc],
  [0x1c, fs],
  [0x1d, gs],
  [0x10, dle],
])

function text(bytes: Body): Pulled {
  let length = 0
  while (length < bytes.length && at(bytes, length) >= 0x20) length += 1
  return { command: { kind: 'text', bytes: bytes.slice(0, length) }, length }
}

/** Takes the first command off a buffer. */
export function pullCommand(bytes: Body): Pulled {
  const first = bytes[0]
  if (first === undefined) return null
  if (first >= 0x20) return text(bytes)
  if (first === 0x0a) return { command: { kind: 'line-end' }, length: 1 }
  const family = families.get(first)
  if (family === undefined) return { command: { kind: first === 0x0d ? 'none' : 'unknown' }, length: 1 }
  const second = bytes[1]
  if (second === undefined) return null
  const entry = family.get(second) ?? unknown(2)
  const length = entry.length(bytes)
  if (length === null || bytes.length < length) return null
  return { command: entry.read(bytes.slice(0, length)), length }
}
