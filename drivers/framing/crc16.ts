/** CRC-16, polynomial 8005 reflected (A001), result not inverted; starts at 0 (ARC) or FFFF (MODBUS). */
export function crc16(bytes: Uint8Array, start: number): number {
  let crc = start
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = crc & 1 ? (crc >>> 1) ^ 0xa001 : crc >>> 1
  }
  return crc
}
