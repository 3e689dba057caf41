import type { PrintedLine, PrintedRun } from './document.ts'

/** How characters are set when they come in. */
export interface Setting {
  readonly w: number
  readonly h: number
  readonly bold: boolean
  readonly chinese: boolean
}

/** Bytes of one setting, as they stand in the line buffer. */
export interface Span {
  readonly setting: Setting
  readonly bytes: number[]
}

/** A line without its place on the paper yet. */
export type SetLine = Omit<PrintedLine, 'at'>

interface Cell {
  readonly char: string
  readonly width: number
  readonly setting: Setting
}

const decoder = new TextDecoder('gb18030')

/** What the ROM draws: double-byte characters in Chinese mode, otherwise a code page that means nothing here. */
function cellsOf({ setting, bytes }: Span): Cell[] {
  const cells: Cell[] = []
  for (let i = 0; i < bytes.length; i += 1) {
    const lead = bytes[i] ?? 0
    if (lead < 0x80) {
      cells.push({ char: String.fromCharCode(lead), width: 12 * setting.w, setting })
      continue
    }
    const trail = bytes[i + 1] ?? 0
    const pair = setting.chinese && lead >= 0x81 && lead <= 0xfe && trail >= 0x40
    // Four-byte characters have digits for second and fourth byte: the ROM has no drawing for them.
    const char = pair ? decoder.decode(Uint8Array.of(lead, trail)) : '\uFFFD'
    cells.push({ char, width: (pair ? 24 : 12) * setting.w, setting })
    if (pair) i += 1
  }
  return cells
}

function runsOf(cells: readonly Cell[], start: number): PrintedRun[] {
  const runs: PrintedRun[] = []
  let x = start
  for (const { char, width, setting } of cells) {
    const last = runs.at(-1)
    const same = last?.widthMul === setting.w && last.heightMul === setting.h && last.bold === setting.bold
    const run = same
      ? { ...last, text: last.text + char, width: last.width + width }
      : { text: char, x, width, widthMul: setting.w, heightMul: setting.h, bold: setting.bold }
    if (same) runs.pop()
    runs.push(run)
    x += width
  }
  return runs
}

const alignments = ['left', 'center', 'right'] as const

/** Sets the line buffer as lines of at most `widthDots`: what does not fit goes on in the next line. */
export function setLines(spans: readonly Span[], align: number, widthDots: number): readonly SetLine[] {
  const rows: Cell[][] = [[]]
  let used = 0
  for (const cell of spans.flatMap(cellsOf)) {
    if (used + cell.width > widthDots) {
      rows.push([])
      used = 0
    }
    rows.at(-1)?.push(cell)
    used += cell.width
  }
  return rows.map((cells) => {
    const free = widthDots - cells.reduce((sum, cell) => sum + cell.width, 0)
    const runs = runsOf(cells, align === 1 ? Math.floor(free / 2) : align === 2 ? free : 0)
    const first = runs[0]
    return {
      text: runs.map((run) => run.text).join(''),
      widthMul: first?.widthMul ?? 1,
      heightMul: first?.heightMul ?? 1,
      bold: first?.bold ?? false,
      align: alignments[align] ?? 'left',
      runs,
    }
  })
}
