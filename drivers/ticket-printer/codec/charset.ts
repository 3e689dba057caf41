import iconv from 'iconv-lite'

/** What a mechanism's character ROM holds: all of GBK, or GB 2312 on older boards. */
export type Charset = 'gbk' | 'gb2312'

/** Cells a text takes at size 1: one for ASCII, two for everything else; a cell is 12 dots wide. */
export const columnsOf = (text: string): number => {
  let columns = 0
  for (const char of text) columns += char < '\x80' ? 1 : 2
  return columns
}

/**
 * Text as a printer may see it: composed, without control characters (a name must never become a command),
 * without invisible marks; half a surrogate pair becomes 〓.
 */
export const printableText = (text: string): string =>
  text
    .normalize('NFC')
    .replace(/[\r\n\t\u2028\u2029]+/g, ' ')
    .replace(/\p{Cc}|\p{Default_Ignorable_Code_Point}/gu, '')
    .replace(/\p{Surrogate}/gu, '〓')

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
