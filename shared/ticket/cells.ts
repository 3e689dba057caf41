/** Dots of white between two lines of text. */
export const lineGap = 8

/** Dots of one millimetre: 203 dpi mechanisms. */
export const dotsPerMm = 8

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
