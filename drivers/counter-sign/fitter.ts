import iconv from 'iconv-lite'
import { type Charset, inRom, lineInRom } from '../framing/rom_charset.ts'

/** The dots of one counter sign: four full-width characters, single red. */
export const signDots = { width: 64, height: 16 } as const

/** A text made ready for a sign. */
export interface FittedText {
  /** What the sign will really show. */
  readonly text: string
  /** The same in GBK, one byte for a half-width character, two for a full-width one. */
  readonly bytes: Uint8Array
  readonly widthPx: number
  /** `static` when it fits, else it must run through from the right: `left`. */
  readonly mode: 'static' | 'left'
  /** Characters that had to be replaced, in order. */
  readonly lost: readonly string[]
}

/** Shown for a character that no GBK font has: the customary mark for a missing character. */
const missingMark = '〓'

/** Look-alikes for characters outside GBK, and for the backslash: cards read `\C1`, `\FO000` as orders. */
const lookAlikes: Readonly<Record<string, string>> = {
  '\\': '＼',
  '\u00a0': ' ',
  '\u2011': '-',
  '\u2212': '-',
  '\u2022': '·',
  '\u301c': '～',
  '\u20ac': 'EUR',
}

function replacement(char: string, charset: Charset): string {
  const like = lookAlikes[char]
  if (like !== undefined) return like
  // ñ without its mark, ㎡ as m2; ½ stays a mark, since half of what it is made of would be another number.
  const parts = [...char.normalize('NFKD').replace(/\p{M}/gu, '')].map((part) => lookAlikes[part] ?? part)
  const isOther = parts.length > 0 && parts.join('') !== char
  return isOther && parts.every((part) => lineInRom(charset, part)) ? parts.join('') : missingMark
}

/** Turns line breaks and tabs into spaces and drops what has no shape of its own: a sign has one line. */
const oneLine = (text: string): string =>
  text
    .replace(/[\r\n\t]+/gu, ' ')
    .replace(/\p{Cc}|\p{Cf}|\p{Default_Ignorable_Code_Point}/gu, '')
    .normalize('NFC')

/**
 * Fits a text to a sign 16 dots high: full width takes 16 dots, half width 8; up to `widthPx` stands
 * still, more must run. Characters the font cannot carry are replaced and reported in `lost`: text is all the
 * protocols take, a picture of a character is not.
 */
export function fitText(
  text: string,
  options: { readonly widthPx?: number; readonly charset?: Charset } = {},
): FittedText {
  const { widthPx = signDots.width, charset = 'gbk' } = options
  const lost: string[] = []
  let shown = ''
  for (const char of oneLine(text)) {
    const kept = char !== '\\' && inRom(charset, char)
    if (!kept) lost.push(char)
    shown += kept ? char : replacement(char, charset)
  }
  const bytes = Uint8Array.from(iconv.encode(shown, 'gbk'))
  const width = bytes.length * 8
  return { text: shown, bytes, widthPx: width, mode: width <= widthPx ? 'static' : 'left', lost }
}
