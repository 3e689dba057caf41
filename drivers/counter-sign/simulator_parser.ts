/** One frame as a simulated card read it from the wire. */
export interface CardFrame {
  readonly destination: number
  readonly data: readonly number[]
}

/** CRC-16/ARC by table of nibbles: written apart from the driver's, so that one error is not made twice. */
const nibbles = Array.from({ length: 16 }, (_, n) => {
  let crc = n
  for (let bit = 0; bit < 4; bit += 1) crc = crc % 2 === 1 ? ((crc - 1) / 2) ^ 0xa001 : crc / 2
  return crc
})

/** The check value of a card's frame, header and data unescaped. */
function cardCrc(bytes: readonly number[]): number {
  return bytes.reduce((crc, byte) => {
    const low = (nibbles[(crc ^ byte) & 15] ?? 0) ^ (crc >> 4)
    return (nibbles[(low ^ (byte >> 4)) & 15] ?? 0) ^ (low >> 4)
  }, 0)
}

const unstuff = (wire: readonly number[]): number[] | null => {
  const out: number[] = []
  for (let i = 0; i < wire.length; i += 1) {
    const byte = wire[i] ?? 0
    if (byte !== 0xa6 && byte !== 0x5b) {
      out.push(byte)
      continue
    }
    i += 1
    const tail = wire[i]
    if (tail !== 1 && tail !== 2) return null
    out.push(tail === 1 ? byte : byte - 1)
  }
  return out
}

/** Reads what stands between A5 and 5A; null when a card would ignore it. */
export function readCardFrame(wire: readonly number[]): CardFrame | null {
  const bytes = unstuff(wire)
  if (bytes === null || bytes.length < 16) return null
  const crc = (bytes.at(-2) ?? 0) | ((bytes.at(-1) ?? 0) << 8)
  const body = bytes.slice(0, -2)
  const length = (body[12] ?? 0) | ((body[13] ?? 0) << 8)
  if (cardCrc(body) !== crc || body.length !== 14 + length) return null
  return { destination: (body[0] ?? 0) | ((body[1] ?? 0) << 8), data: body.slice(14) }
}

/** The bytes a card answers with: addresses swapped, `damage` spoils the check value. */
export function cardReply(address: number, data: readonly number[], damage: boolean): Uint8Array {
  const header = [0x00, 0x80, address & 255, address >> 8, 0, 0, 0, 0, 0, 0, 0xfe, 2, data.length & 255, 0]
  const body = [...header, ...data]
  const crc = cardCrc(body) ^ (damage ? 0x0101 : 0)
  const wire = [...body, crc & 255, crc >> 8].flatMap((byte) => {
    if (byte === 0xa5 || byte === 0x5a) return [byte + 1, 2]
    return byte === 0xa6 || byte === 0x5b ? [byte, 1] : [byte]
  })
  return Uint8Array.from([0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, 0xa5, ...wire, 0x5a])
}
