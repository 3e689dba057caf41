import { concatBytes, u16At } from '../framing/bytes.ts'
import { readText } from '../framing/text_record.ts'
import { samWord } from './sam_words.ts'
import type { IdCardFault } from './types.ts'

/** Status words (SW3) that the driver tells apart. */
export const words = { ok: 0x90, found: 0x9f, notOnCard: 0x91, radioTimeout: 0x05 } as const

/** Rates a module's serial line can be set to (GA 467-2013), in baud; the first is the usual one. */
export const samBaudRates = [115_200, 57_600, 38_400, 19_200, 9_600] as const

/** What a command is, how long the module may take, and which replies are its own (GA 467-2013). */
export interface SamCommand {
  readonly body: readonly number[]
  /** Longest wait in ms before the line's own time is added; the slowest of the drivers in use. */
  readonly wait: number
  /** Largest whole reply in bytes. */
  readonly replyBytes: number
  /** Status words (SW3) this command may be answered with, with the bytes of data each must carry. */
  readonly replies: Readonly<Record<number, number | { readonly atLeast: number }>>
}

/** Words of SW3 that any command may be answered with, always without data. */
const anyCommand = { 16: 0, 17: 0, 33: 0, 35: 0, 36: 0, 96: 0, 102: 0 } as const
/** Any command that waits for the radio may be answered with its time-out. */
const radio = { ...anyCommand, 5: 0 } as const
/** Words that say that a card gave nothing; a module may say so as soon as it is to select a card. */
const card = { ...radio, 49: 0, 50: 0, 51: 0, 55: 0, 63: 0, 64: 0, 65: 0, 71: 0, 145: 0 } as const
const areaBytes = 256

/** The commands of a SAM module, by purpose. */
export const samCommands = {
  reset: { body: [0x10, 0xff], wait: 500, replyBytes: 11, replies: { ...anyCommand, 144: 0 } },
  status: { body: [0x11, 0xff], wait: 500, replyBytes: 11, replies: { ...anyCommand, 144: 0 } },
  samId: { body: [0x12, 0xff], wait: 500, replyBytes: 27, replies: { ...anyCommand, 144: 16 } },
  find: { body: [0x20, 0x01], wait: 1_000, replyBytes: 15, replies: { ...card, 159: 4, 128: 0 } },
  select: { body: [0x20, 0x02], wait: 1_000, replyBytes: 19, replies: { ...card, 144: 8, 129: 0 } },
  read: {
    body: [0x30, 0x01],
    wait: 2_000,
    replyBytes: 1_295,
    replies: { ...card, 144: { atLeast: 4 + areaBytes } },
  },
  readWithFingerprint: {
    body: [0x30, 0x10],
    wait: 3_000,
    replyBytes: 2_321,
    replies: { ...card, 144: { atLeast: 6 + areaBytes } },
  },
  newAddress: {
    body: [0x30, 0x03],
    wait: 1_500,
    replyBytes: 81,
    replies: { ...card, 144: 70 },
  },
  /** The most bytes a module may exchange with a card at once: 0x50, the value of the drivers in use. */
  setMaxRfBytes: { body: [0x61, 0xff, 0x50], wait: 500, replyBytes: 11, replies: { ...anyCommand, 144: 0 } },
} as const satisfies Record<string, SamCommand>

/** A reply taken apart. */
export interface SamReply {
  /** SW3, the status word that tells; SW1 and SW2 are always 0. */
  readonly word: number
  readonly data: Uint8Array
}

const noData = new Uint8Array(0)

/**
 * Takes a frame's body apart, without copying it; null when it is no reply of a SAM module.
 * Some handheld readers send 05 05 05 instead of a reply when their radio timed out.
 */
export function samReply(body: Uint8Array): SamReply | null {
  const [first, second, word] = body
  if (first === 5 && second === 5 && word === 5) return { word: words.radioTimeout, data: noData }
  if (first !== 0 || second !== 0 || word === undefined) return null
  return { word, data: body.subarray(3) }
}

/**
 * True when a reply can be the answer to a command: a late answer to another one is told apart so. A word that no list
 * has, without data, refuses whatever waits for the radio: the module did answer.
 */
export function answers(command: SamCommand, { word, data }: SamReply): boolean {
  const size = command.replies[word]
  if (size === undefined && samWord(word) === null)
    return words.radioTimeout in command.replies && data.length === 0
  return typeof size === 'object' ? data.length >= size.atLeast : size === data.length
}

/** Words that speak of the module or the line, not of a card. */
const troubles: Readonly<Record<number, IdCardFault>> = {
  16: 'garbled',
  17: 'garbled',
  96: 'self-test-failed',
  102: 'unauthorised',
}

/** What a status word says about the reader itself; null when it speaks of the card. */
export const troubleOf = (word: number): IdCardFault | null => troubles[word] ?? null

/**
 * The data of reply 30 10 as reply 30 01 would have it. The fingerprint is not copied and its bytes are
 * overwritten where they lie: nothing here has a use for them. Null when the lengths do not add up.
 */
export function withoutFingerprint(data: Uint8Array): Uint8Array | null {
  const [text, photo, fingerprint] = [u16At(data, 0), u16At(data, 2), u16At(data, 4)]
  const end = 6 + text + photo
  data.fill(0, Math.min(end, data.length))
  if (data.length !== end + fingerprint) return null
  return concatBytes(data.subarray(0, 4), data.subarray(6, end))
}

/** True when the module does not know a command (21, 23, 24). */
export const unknownCommand = (word: number): boolean => word === 0x21 || word === 0x23 || word === 0x24

/** The module's number in its usual print, from the 16 bytes of reply 12 FF; null for another size. */
export function samIdText(data: Uint8Array): string | null {
  if (data.length !== 16) return null
  const view = new DataView(data.buffer, data.byteOffset, data.length)
  const parts = [view.getUint16(0, true), view.getUint16(2, true)].map((part) =>
    String(part).padStart(2, '0'),
  )
  const [kind, date] = parts
  const serials = [view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)]
  const [day, number, check] = serials.map((part, i) => String(part).padStart(i === 0 ? 8 : 10, '0'))
  return `${kind}.${date}-${day}-${number}-${check}`
}

/** The address of reply 30 03, 70 bytes. */
export const newAddressText = (data: Uint8Array): string => readText(data, [0, 70])
