import iconv from 'iconv-lite'
import type { SignFont } from './sign_font.ts'

/** A text area as a card keeps it. */
export interface ShownArea {
  readonly text: string
  readonly codes: readonly number[]
  readonly mode: string
  readonly speed: number
  /** Left edge and size in dots. */
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  /** When it was received, ms since the epoch. */
  readonly since: number
}

const modeNames = ['', 'static', 'instant', 'left', 'right', 'up', 'down']
const u16 = (bytes: readonly number[], at: number) => (bytes[at] ?? 0) + (bytes[at + 1] ?? 0) * 256

/** Splits GBK into character codes, leaving out a card's orders (`\FO000`, `\C1`). */
function characterCodes(bytes: readonly number[]): number[] {
  const codes: number[] = []
  for (let i = 0; i < bytes.length; i += 1) {
    const byte = bytes[i] ?? 0
    if (byte === 0x5c) {
      i += bytes[i + 1] === 0x43 ? 2 : 5
      continue
    }
    codes.push(byte < 0x81 ? byte : byte * 256 + (bytes[++i] ?? 0))
  }
  return codes
}

/** Reads a dynamic-area command (A3 06) as a card does; null when its lengths do not agree. */
export function readArea(data: readonly number[], now: number): ShownArea | null {
  const [deleted = 0, ...rest] = data.slice(5)
  const list = deleted === 0xff ? rest : rest.slice(deleted)
  const area = list.slice(3)
  const textLength = u16(area, 23) + u16(area, 25) * 65_536
  if (list[0] !== 1 || u16(list, 1) !== area.length || area.length !== 27 + textLength) return null
  const codes = characterCodes(area.slice(27))
  const bytes = codes.flatMap((code) => (code < 256 ? [code] : [code >> 8, code & 255]))
  const inDots = u16(area, 1) >= 0x8000
  return {
    text: iconv.decode(Buffer.from(bytes), 'gbk'),
    codes,
    mode: modeNames[area[19] ?? 0] ?? '',
    speed: area[21] ?? 0,
    x: inDots ? u16(area, 1) - 0x8000 : u16(area, 1) * 8,
    y: u16(area, 3),
    width: u16(area, 5) * 8,
    height: u16(area, 7),
    since: now,
  }
}

/** Pace of a running text per dot at speed 0, ms: ours, the cards' is not published. */
const dotPace = 5

/** Draws an area on a dark matrix: 16 rows of 64 characters, `#` lit and `.` dark. */
export function drawDots(area: ShownArea | null, font: SignFont, now: number): readonly string[] {
  const columns = 64
  const matrix = Array.from({ length: 16 }, () => new Array<string>(columns).fill('.'))
  if (area === null) return matrix.map((row) => row.join(''))
  const glyphs = area.codes.map(font)
  const total = glyphs.reduce((sum, { width }) => sum + width, 0)
  const step = Math.floor((now - area.since) / (dotPace * (area.speed + 1)))
  let left = area.mode === 'left' ? area.width - (step % (total + area.width)) : 0
  for (const glyph of glyphs) {
    for (let dx = 0; dx < glyph.width; dx += 1) {
      const x = area.x + left + dx
      const inside = left + dx >= 0 && left + dx < area.width && x < columns
      for (let dy = 0; inside && dy < Math.min(16, area.height); dy += 1) {
        const row = matrix[area.y + dy]
        const lit = ((glyph.rows[dy] ?? 0) >> (glyph.width - 1 - dx)) & 1
        if (row !== undefined && lit === 1) row[x] = '#'
      }
    }
    left += glyph.width
  }
  return matrix.map((row) => row.join(''))
}
