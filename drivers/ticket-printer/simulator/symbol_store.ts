import { code128Bars, qrModules } from '#ticket'
import type { Command } from './commands.ts'
import type { Stroke } from './page.ts'

type SymbolCommand = Extract<Command, { kind: 'barcode-setting' | 'barcode' | 'symbol' }>

/** What the mechanism keeps for QR codes and bar codes. */
export interface SymbolStore {
  strokes(command: SymbolCommand, placed: (width: number) => number): readonly Stroke[]
  reset(): void
}

const levels = ['L', 'M', 'Q', 'H'] as const
const initial = { module: 3, level: 'L' as (typeof levels)[number], data: '' }
const initialBar = { height: 162, width: 3, text: 0 }

/** The characters of GS k 73: `{B` and `{C` choose how the bytes after them are read, `{{` stands for a brace. */
function code128Text(bytes: readonly number[]): string {
  let inPairs = false
  let text = ''
  for (let i = 0; i < bytes.length; i += 1) {
    const [byte = 0, next = 0] = [bytes[i], bytes[i + 1]]
    if (byte !== 0x7b) text += inPairs ? String(byte).padStart(2, '0') : String.fromCharCode(byte)
    else if (next === 0x7b) text += '{'
    else inPairs = next === 0x43
    if (byte === 0x7b) i += 1
  }
  return text
}

/** Draws QR codes (GS ( k) and CODE128 (GS k 73) as the printer itself would. */
export function symbolStore(): SymbolStore {
  let qr = { ...initial }
  let bar = { ...initialBar }

  const qrStroke = (placed: (width: number) => number): Stroke[] => {
    const { module, level, data } = qr
    // Nothing stored, nothing printed.
    if (data === '') return []
    const side = qrModules(data, level).length * module
    const x = placed(side)
    return [
      {
        dots: side,
        marks: true,
        put: (sheet, at) => void sheet.qrCodes.push({ at, x, text: data, module, level }),
      },
    ]
  }
  const symbol = (fn: number, bytes: readonly number[], placed: (width: number) => number): Stroke[] => {
    if (fn === 0x43) qr = { ...qr, module: bytes[0] ?? initial.module }
    if (fn === 0x45) qr = { ...qr, level: levels[(bytes[0] ?? 0x30) - 0x30] ?? 'L' }
    if (fn === 0x50) qr = { ...qr, data: new TextDecoder().decode(Uint8Array.from(bytes.slice(1))) }
    return fn === 0x51 ? qrStroke(placed) : []
  }
  const barStroke = (bytes: readonly number[], placed: (width: number) => number): Stroke[] => {
    const { height, width, text: place } = bar
    const text = code128Text(bytes)
    const x = placed(code128Bars(text).length * width)
    const dots = height + (place === 0 ? 0 : 24)
    const put: Stroke['put'] = (sheet, at) => void sheet.barcodes.push({ at, x, text, height, module: width })
    return [{ dots, marks: true, put }]
  }

  return {
    strokes(command, placed) {
      if (command.kind === 'symbol') return symbol(command.fn, command.bytes, placed)
      if (command.kind === 'barcode') return command.symbology === 73 ? barStroke(command.bytes, placed) : []
      bar = { ...bar, [command.which]: command.n }
      return []
    },
    reset() {
      qr = { ...initial }
      bar = { ...initialBar }
    },
  }
}
