import { columnsOf } from './cells.ts'

// Chinese typesetting: these never start a line, those never end one.
const noStart = new Set('，。、；：？！）》】」』”’…—·,.;:?!)]}')
const noEnd = new Set('（《【「『“‘([{')
const word = /[\x21-\x7e]+|\s|./gsu

/** Text in pieces that stay together: ASCII words, single spaces, single other characters. */
const pieces = (text: string): readonly string[] => text.match(word) ?? []

function* chopped(piece: string, columns: number): Generator<string> {
  let part = ''
  for (const char of piece) {
    if (part !== '' && columnsOf(part + char) > columns) {
      yield part
      part = ''
    }
    part += char
  }
  yield part
}

/** Where the last line must give up characters so that the next may not start or end wrongly. */
function carry(line: string, next: string): number {
  const chars = [...line]
  let cut = chars.length
  let first = [...next][0] ?? ''
  while (cut > 1 && (noStart.has(first) || noEnd.has(chars[cut - 1] ?? ''))) {
    cut -= 1
    first = chars[cut] ?? ''
  }
  // A line of nothing but such marks is broken where it is full.
  return cut === 1 ? chars.length : cut
}

/**
 * Breaks a text into lines of at most `columns` cells (two for a Chinese character), words whole where they fit,
 * no closing mark at a line's start. Nothing but spaces at a break is lost. `columns` ≥ 2.
 */
export function wrapText(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of pieces(text).flatMap((given) => [...chopped(given, columns)])) {
    if (columnsOf(line + piece) <= columns) {
      line += piece
      continue
    }
    if (piece.trim() === '') continue
    const chars = [...line]
    const at = carry(line, piece)
    lines.push(chars.slice(0, at).join('').trimEnd())
    line = (chars.slice(at).join('') + piece).trimStart()
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}
