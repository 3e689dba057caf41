import iconv from 'iconv-lite'

/** What the character ROM of a printer or a sign holds: all of GBK, or GB 2312 of 1980 in older ones. */
export type Charset = 'gbk' | 'gb2312'

/** Places with one lead byte: trail bytes from first to last. */
type Places = readonly [lead: number, first: number, last: number]

/** Symbols of GB 2312-1980, rows 1 to 9; what lies between came with GBK or later. */
const narrowSymbols: readonly Places[] = [
  [0xa1, 0xa1, 0xfe],
  [0xa2, 0xb1, 0xe2],
  [0xa2, 0xe5, 0xee],
  [0xa2, 0xf1, 0xfc],
  [0xa3, 0xa1, 0xfe],
  [0xa4, 0xa1, 0xf3],
  [0xa5, 0xa1, 0xf6],
  [0xa6, 0xa1, 0xb8],
  [0xa6, 0xc1, 0xd8],
  [0xa7, 0xa1, 0xc1],
  [0xa7, 0xd1, 0xf1],
  [0xa8, 0xa1, 0xba],
  [0xa8, 0xc5, 0xe9],
  [0xa9, 0xa4, 0xef],
]

/** Two-byte places of GB 18030 that code page 936, and ROMs with it, leave empty: €, ḿ, ǹ, 〾 ⿰ to ⿻, row FE50. */
const laterThanGbk: readonly Places[] = [
  [0xa2, 0xe3, 0xe3],
  [0xa8, 0xbc, 0xbc],
  [0xa8, 0xbf, 0xbf],
  [0xa9, 0x89, 0x95],
  [0xfe, 0x50, 0xfe],
]

/** Whether a device can draw a character from its ROM; ASCII counts, control characters are not looked at. */
export function inRom(charset: Charset, char: string): boolean {
  if (char < '\x80') return true
  if (/\p{Private_Use}/u.test(char)) return false
  const bytes = iconv.encode(char, 'gb18030')
  const [lead, trail] = bytes
  if (bytes.length !== 2 || lead === undefined || trail === undefined) return false
  const isAmong = (places: readonly Places[]) =>
    places.some(([row, first, last]) => row === lead && first <= trail && trail <= last)
  if (charset === 'gbk') return !isAmong(laterThanGbk)
  // Levels 1 and 2 of the characters lie in rows B0 to F7.
  return isAmong(narrowSymbols) || (lead >= 0xb0 && lead <= 0xf7 && trail >= 0xa1)
}

/** Whether a whole line can be sent as text. */
export const lineInRom = (charset: Charset, text: string): boolean => {
  for (const char of text) if (!inRom(charset, char)) return false
  return true
}
