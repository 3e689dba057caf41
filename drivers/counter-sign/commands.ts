import { concatBytes } from '../framing/bytes.ts'
import { layout } from './layout.ts'

/** Whether a sign must answer: always 01 to one sign, always 02 to all (signs would talk at once). */
export const replyWanted = { yes: 1, no: 2 } as const

/** Commands without arguments: group, number. */
const plainCommands = { ping: [0xa2, 0x00], status: [0xa1, 0x02], clear: [0xa3, 0x10] } as const

/** Data of a command without arguments; both reserved bytes are 0. */
export const plainCommand = (name: keyof typeof plainCommands, reply: number): Uint8Array =>
  Uint8Array.of(...plainCommands[name], reply, 0, 0)

const bcd = (value: number): number => Math.floor(value / 10) * 16 + (value % 10)

/**
 * Data that sets a card's clock (A2 03) to a moment of local time: year (two bytes, low first), month, day, hour,
 * minute, second, day of the week (1 Monday to 7 Sunday), all BCD. The command is published, the order of these
 * bytes is not in any text at hand: confirm it with a card before relying on it.
 */
export function clockCommand(now: Date, reply: number): Uint8Array {
  const year = now.getFullYear()
  const week = now.getDay() === 0 ? 7 : now.getDay()
  const fields = [year % 100, Math.floor(year / 100), now.getMonth() + 1, now.getDate()]
  const time = [now.getHours(), now.getMinutes(), now.getSeconds(), week]
  return Uint8Array.of(0xa2, 0x03, reply, 0, 0, ...[...fields, ...time].map(bcd))
}

/** How text enters its area. */
export const displayModes = { static: 1, instant: 2, left: 3, right: 4, up: 5, down: 6 } as const

const dynamicHead = layout([
  ['group', 'u8'],
  ['command', 'u8'],
  ['reply', 'u8'],
  ['process', 'u16'],
  ['deleteCount', 'u8'],
  ['updateCount', 'u8'],
])

/** One dynamic area; `x` and `width` count bytes of 8 dots, or dots when bit 15 of `x` is set. */
const areaLayout = layout([
  ['length', 'u16'],
  ['type', 'u8'],
  ['x', 'u16'],
  ['y', 'u16'],
  ['width', 'u16'],
  ['height', 'u16'],
  ['id', 'u8'],
  ['lineGap', 'u8'],
  ['runMode', 'u8'],
  ['timeout', 'u16'],
  ['voice', 'u8'],
  ['extra', 'u8'],
  ['align', 'u8'],
  ['lines', 'u8'],
  ['newline', 'u8'],
  ['mode', 'u8'],
  ['exit', 'u8'],
  ['speed', 'u8'],
  ['stay', 'u8'],
  ['textLength', 'u32'],
])

/** What can be said about a dynamic area (BX-5K/6K command A3 06); what is left out is 0. */
export interface Area {
  readonly x?: number
  readonly y?: number
  /** In bytes of 8 dots. */
  readonly width: number
  /** In dots. */
  readonly height: number
  readonly id?: number
  /** Dots between lines. */
  readonly lineGap?: number
  /** When the text has been shown: 0 it comes again, 1 it stays, 3 again until stale, 4 the logo once stale. */
  readonly runMode?: number
  /** Seconds without refresh after which the two stale modes act. */
  readonly timeout?: number
  readonly align?: number
  /** 1 single line, 2 several. */
  readonly lines?: number
  /** 1 no, 2 automatic. */
  readonly newline?: number
  /** One of `displayModes`. */
  readonly mode: number
  readonly exit?: number
  /** 0 fast to 24 slow. */
  readonly speed?: number
  /** Half seconds each page stands. */
  readonly stay?: number
  /** GBK bytes. */
  readonly text: Uint8Array
}

const unset = { type: 0, x: 0, y: 0, id: 0, lineGap: 0, runMode: 0, timeout: 0, voice: 0, extra: 0 }
const unsetText = { align: 0, lines: 1, newline: 1, exit: 0, speed: 0, stay: 0 }

/** Data that shows a text in one dynamic area; `process` is 0 unless a vendor sample must be repeated. */
export function showArea(area: Area, reply: number, process = 0): Uint8Array {
  const { text, ...settings } = area
  const length = areaLayout.size - 2 + text.length
  return concatBytes(
    dynamicHead.encode({ group: 0xa3, command: 0x06, reply, process, deleteCount: 0, updateCount: 1 }),
    areaLayout.encode({ ...unset, ...unsetText, ...settings, length, textLength: text.length }),
    text,
  )
}

/** What a card answered. */
export type Answer =
  | { readonly kind: 'ack' }
  /** `error`: 1 group, 2 no such command, 3 busy, 4 memory, 5 CRC, 12 font missing … (Onbon SDK table). */
  | { readonly kind: 'nack'; readonly error: number }
  | { readonly kind: 'other' }

/**
 * Reads the data of an answer: group, command, error byte, two reserved bytes, details.
 * The positive answer A0 00 00 00 00 is published with a checksum that recomputes; the negative
 * one (A0 01, error byte) follows from the same table but no captured frame of it is public.
 */
export function readAnswer(data: Uint8Array): Answer {
  const [group, command, error] = data
  if (group === undefined || command === undefined || error === undefined || data.length < 5) {
    return { kind: 'other' }
  }
  if (error !== 0) return { kind: 'nack', error }
  if (group === 0xa0 && command !== 0x00) return { kind: 'nack', error }
  return { kind: 'ack' }
}
