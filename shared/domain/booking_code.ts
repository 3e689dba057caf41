const codes = 100_000_000
const digits = 8

/** FNV-1a over the characters, 32 bits (public domain hash of Fowler, Noll and Vo). */
function digest(text: string): number {
  let hash = 0x81_1c_9d_c5
  for (const character of text) {
    hash ^= character.codePointAt(0) ?? 0
    hash = Math.imul(hash, 0x01_00_01_93)
  }
  return hash >>> 0
}

/**
 * The code of a booking: eight figures, which old people can read, write and type. Made from its id, so that deciding
 * again gives the same; the next free one when another open booking has it.
 */
export function bookingCode(bookingId: string, taken: ReadonlySet<string>): string {
  const text = (code: number) => String(code % codes).padStart(digits, '0')
  let code = digest(bookingId) % codes
  while (taken.has(text(code))) code += 1
  return text(code)
}
