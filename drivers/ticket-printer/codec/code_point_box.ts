import { type Bitmap, blankBitmap, fill } from './bitmap.ts'

// Rows of 3 dots, five rows a digit, most significant bit leftmost.
const digits: readonly string[] = [
  '75557',
  '26227',
  '71747',
  '71717',
  '55711',
  '74717',
  '74757',
  '71222',
  '75757',
  '75717',
  '25755',
  '65656',
  '34443',
  '65556',
  '74747',
  '74744',
]

/** A 24 × 24 box with a character's code in it: what no font draws can still be told apart and looked up. */
export function codePointBox(codePoint: number): Bitmap {
  const box = blankBitmap(24, 24)
  for (const [x, y, w, h] of [
    [0, 0, 24, 1],
    [0, 23, 24, 1],
    [0, 0, 1, 24],
    [23, 0, 1, 24],
  ] as const) {
    fill(box, x, y, w, h)
  }
  const hex = codePoint.toString(16).padStart(6, '0')
  for (let i = 0; i < 6; i += 1) {
    const rows = digits[Number.parseInt(hex.charAt(i), 16)] ?? ''
    for (let row = 0; row < 5; row += 1) {
      for (let dot = 0; dot < 3; dot += 1) {
        if ((Number(rows.charAt(row)) & (4 >> dot)) === 0) continue
        fill(box, 2 + (i % 3) * 7 + dot * 2, 2 + (i < 3 ? 0 : 11) + row * 2, 2, 2)
      }
    }
  }
  return box
}
