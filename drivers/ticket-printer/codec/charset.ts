import iconv from 'iconv-lite'

/** What a mechanism's character ROM holds: all of GBK, or GB 2312 on older boards. */
export type Charset = 'gbk' | 'gb2312'

const inRange = (value: number, low: number, high: number) => value >= low && value <= high

/** Whether the mechanism can print a character from its ROM. */
export function inRom(charset: Charset, char: string): boolean {
  if (char < '\x80') return true
  if (/\p{Private_Use}/u.test(char)) return false
  const bytes = iconv.encode(char, 'gb18030')
  const [lead, trail] = bytes
  if (bytes.length !== 2 || lead === undefined || trail === undefined) return false
  const symbols = inRange(lead, 0xa1, 0xa9) && trail >= 0xa1
  const level12 = inRange(lead, 0xb0, 0xf7) && trail >= 0xa1
  if (symbols || level12) return true
  if (charset === 'gb2312') return false
  // Row FE50-FEA0 came with GB 18030: ROMs of GBK time have holes there.
  if (lead === 0xfe) return trail < 0x50
  return inRange(lead, 0x81, 0xa0) || (inRange(lead, 0xa8, 0xfd) && trail <= 0xa0)
}

/** Whether a whole line can be printed as text. */
export const lineInRom = (charset: Charset, text: string): boolean => {
  for (const char of text) if (!inRom(charset, char)) return false
  return true
}
