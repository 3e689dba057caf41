import { assert } from '#basics'
import { type Code128Run, code128Runs, digitPairs, type QrLevel } from '#ticket'

const ESC = 0x1b
const FS = 0x1c
const GS = 0x1d
const DLE = 0x10
const ascii = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const symbol = (fn: number, ...parameters: number[]) =>
  Uint8Array.of(GS, 0x28, 0x6b, parameters.length + 2, 0, 0x31, fn, ...parameters)

/** Which of the four status bytes is asked for (ESC/POS DLE EOT): 1 printer, 2 offline, 3 error, 4 paper. */
export type StatusKind = 1 | 2 | 3 | 4

/** Bytes sent around tickets, acted upon at once even while the printer is offline. */
export const realTime = {
  status: (kind: StatusKind) => Uint8Array.of(DLE, 0x04, kind),
  /** Recover from a cutter or other recoverable error, throwing away all buffers (ESC/POS DLE ENQ 2). */
  recoverAndClear: Uint8Array.of(DLE, 0x05, 0x02),
  /** Throw away all buffers; answered by 37 25 00 (ESC/POS DLE DC4 fn 8). */
  clear: Uint8Array.of(DLE, 0x14, 0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08),
} as const

/** Whether two bytes begin a real-time command: printers act on DLE EOT, ENQ and DC4 even inside data. */
export const isRealTime = (first: number | undefined, second: number | undefined): boolean =>
  first === DLE && (second === 0x04 || second === 0x05 || second === 0x14)

/** Bytes that take their turn in the printer's buffer. */
export const queued = {
  /** Empties the line buffer and puts all settings back (ESC/POS ESC @). */
  reset: Uint8Array.of(ESC, 0x40),
  /** Double-byte text from here on (ESC/POS FS &), and back (FS .). */
  chineseOn: Uint8Array.of(FS, 0x26),
  chineseOff: Uint8Array.of(FS, 0x2e),
  /** Width and height 1-8 of all characters, double-byte ones too (ESC/POS GS !). */
  size: (w: number, h: number) => Uint8Array.of(GS, 0x21, ((w - 1) << 4) | (h - 1)),
  bold: (on: boolean) => Uint8Array.of(ESC, 0x45, on ? 1 : 0),
  lineEnd: Uint8Array.of(0x0a),
  /** White space of 1-255 dots (ESC/POS ESC J). */
  feed: (dots: number) => Uint8Array.of(ESC, 0x4a, dots),
  /** Feeds to the cutter and `dots` further, then cuts leaving one point (ESC/POS GS V 66). */
  cut: (dots: number) => Uint8Array.of(GS, 0x56, 0x42, dots),
  /** Every change of state comes unasked from here on (ESC/POS GS a). */
  watch: Uint8Array.of(GS, 0x61, 0xff),
  /** The paper's state, answered when everything before it was consumed (ESC/POS GS r 1). */
  paperStatus: Uint8Array.of(GS, 0x72, 0x01),
} as const

/** Asks for `37 22 pid 00` once everything before it is physically printed (ESC/POS GS ( H fn 48). */
export function processIdRequest(pid: string): Uint8Array {
  assert(/^[\x20-\x7e]{4}$/.test(pid), 'a process id is four characters 20-7E')
  return Uint8Array.of(GS, 0x28, 0x48, 0x06, 0x00, 0x30, 0x30, ...ascii(pid))
}

/** A QR code drawn by the printer itself: model 2, modules of `module` dots (ESC/POS GS ( k). */
export function qrCode(text: string, module: number, level: QrLevel): readonly Uint8Array[] {
  const data = new TextEncoder().encode(text)
  const length = data.length + 3
  return [
    symbol(0x41, 0x32, 0x00),
    symbol(0x43, module),
    symbol(0x45, 0x30 + 'LMQH'.indexOf(level)),
    Uint8Array.of(GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, 0x50, 0x30, ...data),
    symbol(0x51, 0x30),
  ]
}

/** Bytes of one stretch: its code set, then characters (`{{` stands for a brace) or pairs of digits (ESC/POS GS k 73). */
const code128Bytes = ({ set, text }: Code128Run): readonly number[] =>
  set === 'C' ? [0x7b, 0x43, ...digitPairs(text)] : [0x7b, 0x42, ...ascii(text.replaceAll('{', '{{'))]

/** A CODE128 bar code with its text beneath (ESC/POS GS k 73): characters 20-7E, of which 255 bytes can be sent. */
export function code128(text: string, height: number, module: number): readonly Uint8Array[] {
  assert(/^[\x20-\x7e]+$/.test(text), 'a bar code carries characters 20-7E')
  const packed = code128Runs(text).flatMap(code128Bytes)
  // The digits 1604, 1605 and 1620 would be such a command when they are sent as pairs.
  const data = packed.some((byte, at) => isRealTime(byte, packed[at + 1]))
    ? code128Bytes({ set: 'B', text })
    : packed
  assert(data.length <= 255, 'a bar code has at most 255 bytes')
  return [
    Uint8Array.of(GS, 0x68, height),
    Uint8Array.of(GS, 0x77, module),
    Uint8Array.of(GS, 0x48, 0x02),
    Uint8Array.of(GS, 0x6b, 0x49, data.length, ...data),
  ]
}
