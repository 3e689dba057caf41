import type { ByteOrder } from './schema.ts'

/** How a number stands in a frame. */
export interface NumberShape {
  readonly number: 'binary' | 'bcd' | 'decimal' | 'hex'
  readonly size: number
  readonly order: ByteOrder
  readonly add: number
  readonly fill: 'zero' | 'space'
}

const radix = { binary: 256, bcd: 100, decimal: 10, hex: 16 } as const
const space = 0x20

const digitByte = (digit: number, kind: NumberShape['number']): number => {
  if (kind === 'binary') return digit
  if (kind === 'bcd') return Math.floor(digit / 10) * 16 + (digit % 10)
  return digit.toString(16).toUpperCase().charCodeAt(0)
}

const byteDigit = (byte: number, kind: NumberShape['number']): number => {
  if (kind === 'binary') return byte
  if (kind === 'bcd') return byte >> 4 > 9 || (byte & 15) > 9 ? -1 : (byte >> 4) * 10 + (byte & 15)
  const digit = byte >= 0x30 && byte <= 0x39 ? byte - 0x30 : (byte & 0xdf) - 0x37
  return digit >= 0 && digit < radix[kind] && (byte <= 0x39 || digit > 9) ? digit : -1
}

const isAscii = ({ number }: NumberShape) => number === 'decimal' || number === 'hex'

/** Writes a number in its places; null when it does not fit or is no whole number. */
export function writeNumber(shape: NumberShape, value: number): Uint8Array | null {
  const base = radix[shape.number]
  let left = value + shape.add
  if (!Number.isInteger(left) || left < 0 || left >= base ** shape.size) return null
  const bytes = new Uint8Array(shape.size)
  for (let i = shape.size - 1; i >= 0; i -= 1) {
    const isBlank = left === 0 && i < shape.size - 1 && shape.fill === 'space' && isAscii(shape)
    bytes[i] = isBlank ? space : digitByte(left % base, shape.number)
    left = Math.floor(left / base)
  }
  return shape.order === 'low-first' ? bytes.reverse() : bytes
}

/** Reads a number from its places; null when they hold none. */
export function readNumber(shape: NumberShape, bytes: Uint8Array): number | null {
  const highFirst = shape.order === 'low-first' ? bytes.toReversed() : bytes
  let value = 0
  let begun = false
  for (const [at, byte] of highFirst.entries()) {
    const mayBeBlank = isAscii(shape) && shape.fill === 'space' && !begun && at < shape.size - 1
    if (mayBeBlank && byte === space) continue
    begun = true
    const digit = byteDigit(byte, shape.number)
    if (digit < 0) return null
    value = value * radix[shape.number] + digit
  }
  return value - shape.add
}
