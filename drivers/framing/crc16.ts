/** What one byte does to a CRC, worked out bit by bit: polynomial 8005 reflected is A001. */
const table = Uint16Array.from({ length: 256 }, (_, byte) => {
  let crc = byte
  for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  return crc
})

/** CRC-16, polynomial 8005 reflected, result not inverted; starts at 0 (ARC) or FFFF (MODBUS). */
export function crc16(bytes: Uint8Array, start: number): number {
  let crc = start
  for (const byte of bytes) crc = (crc >>> 8) ^ (table[(crc ^ byte) & 0xff] ?? 0)
  return crc
}
