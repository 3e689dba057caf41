import { crc16 } from '../framing/crc16.ts'
import type { ChecksumKind } from './schema.ts'

const sums: Readonly<Record<ChecksumKind, { readonly size: 1 | 2; of(bytes: Uint8Array): number }>> = {
  sum8: { size: 1, of: (bytes) => bytes.reduce((sum, byte) => (sum + byte) & 0xff, 0) },
  xor8: { size: 1, of: (bytes) => bytes.reduce((sum, byte) => sum ^ byte, 0) },
  'crc16-modbus': { size: 2, of: (bytes) => crc16(bytes, 0xffff) },
  'crc16-arc': { size: 2, of: (bytes) => crc16(bytes, 0) },
}

/** The checksum of bytes as a number. */
export const checksumOf = (kind: ChecksumKind, bytes: Uint8Array): number => sums[kind].of(bytes)

/** Bytes a checksum has before it is written. */
export const checksumSize = (kind: ChecksumKind): 1 | 2 => sums[kind].size
