import { assert, err, ok, type Result } from '#basics'
import { concatBytes } from '../framing/bytes.ts'
import { crc16 } from '../framing/crc16.ts'
import { layout } from './layout.ts'

/**
 * The 14-byte header of an Onbon BX-5K/6K frame (BX-5K/6K protocol, user version 1.4).
 * `source` is 0x8000 for a computer; `deviceType` FE means any card.
 */
const headerLayout = layout([
  ['destination', 'u16'],
  ['source', 'u16'],
  ['reserved1', 'u8'],
  ['reserved2', 'u16'],
  ['barcode', 'u8'],
  ['checkMode', 'u8'],
  ['displayMode', 'u8'],
  ['deviceType', 'u8'],
  ['version', 'u8'],
  ['length', 'u16'],
])

/** The address a computer uses on the line. */
export const hostAddress = 0x8000

/** Every card on the line; the published acknowledgement comes from a card addressed this way. */
export const broadcastAddress = 0xfffe

/** Frame data longer than this is refused both ways; a sign's texts are tens of bytes. */
export const maxData = 2_048

/** One frame without its envelope: who speaks to whom, and the data. */
export interface Frame {
  readonly destination: number
  readonly source: number
  readonly data: Uint8Array
}

/** Types of card a header may name (BX-5K/6K protocol); cards of another type ignore the frame. */
export const deviceTypes = {
  any: 0xfe,
  '5K1': 0x51,
  '5MK2': 0x53,
  '5MK1': 0x54,
  '5K2': 0x58,
  '6K1': 0x61,
  '6K2': 0x62,
  '6K3': 0x63,
} as const
/** A controller by its name in the protocol's table. */
export type DeviceType = keyof typeof deviceTypes

/** CRC-16/ARC over header and data before escaping. */
const checkOf = (bytes: Uint8Array): number => crc16(bytes, 0)

/** Bytes that may not appear inside a frame, and the pairs that stand for them. */
const escapes: readonly (readonly [plain: number, lead: number, tail: number])[] = [
  [0xa5, 0xa6, 0x02],
  [0xa6, 0xa6, 0x01],
  [0x5a, 0x5b, 0x02],
  [0x5b, 0x5b, 0x01],
]
const escapeOf = new Map(escapes.map(([plain, lead, tail]) => [plain, [lead, tail]]))
const plainOf = new Map(escapes.map(([plain, lead, tail]) => [lead * 256 + tail, plain]))
const escapeLeads = new Set(escapes.map(([, lead]) => lead))
const preamble = new Uint8Array(8).fill(0xa5)

/** Wraps data of at most `maxData` bytes into a frame: A5×8, escaped header, data and CRC, 5A. */
export function encodeFrame(frame: Frame, type: DeviceType = 'any'): Uint8Array {
  const { destination, source, data } = frame
  assert(data.length <= maxData, 'a frame carries at most 2048 bytes')
  const plain = { reserved1: 0, reserved2: 0, barcode: 0, checkMode: 0, displayMode: 0 }
  const deviceType = deviceTypes[type]
  const header = { ...plain, destination, source, deviceType, version: 0x02, length: data.length }
  const body = concatBytes(headerLayout.encode(header), data)
  const crc = checkOf(body)
  const escaped: number[] = []
  for (const byte of concatBytes(body, Uint8Array.of(crc & 0xff, crc >>> 8))) {
    escaped.push(...(escapeOf.get(byte) ?? [byte]))
  }
  return concatBytes(preamble, Uint8Array.from(escaped), Uint8Array.of(0x5a))
}

/** Why bytes between a start and an end are no frame. */
export type FrameFault = 'escape' | 'too-short' | 'too-long' | 'length' | 'checksum'

function unwrap(body: Uint8Array): Result<Frame, FrameFault> {
  const header = body.length < headerLayout.size + 2 ? null : headerLayout.decode(body)
  if (header === null) return err('too-short')
  const end = body.length - 2
  const crc = (body[end] ?? 0) + (body[end + 1] ?? 0) * 256
  if (crc !== checkOf(body.subarray(0, end))) return err('checksum')
  const data = body.slice(headerLayout.size, end)
  if (data.length !== header.length) return err('length')
  return ok({ destination: header.destination, source: header.source, data })
}

/** Finds frames in a stream of bytes that may be cut anywhere, lost or noisy. */
export interface FrameDecoder {
  /** Returns what the new bytes complete: frames, and faults for what was begun and spoilt. */
  push(bytes: Uint8Array): readonly Result<Frame, FrameFault>[]
}

/**
 * Makes a decoder. A5 never occurs inside a frame, so each A5 starts anew: that is the
 * resynchronisation. One A5 is enough (a line turning round may swallow some of the eight).
 */
export function frameDecoder(): FrameDecoder {
  const body = new Uint8Array(14 + maxData + 2)
  let length = 0
  let inside = false
  let lead: number | null = null

  const spoil = (fault: FrameFault) => {
    inside = false
    return err(fault)
  }
  const keep = (byte: number) => {
    if (length === body.length) return spoil('too-long')
    body[length++] = byte
    return null
  }
  const take = (byte: number): Result<Frame, FrameFault> | null => {
    if (byte === 0xa5) {
      const cut = inside && length > 0
      inside = true
      length = 0
      lead = null
      return cut ? err('too-short') : null
    }
    if (!inside) return null
    if (byte === 0x5a) {
      inside = false
      return lead === null ? unwrap(body.subarray(0, length)) : err('escape')
    }
    if (lead !== null) {
      const plain = plainOf.get(lead * 256 + byte)
      lead = null
      return plain === undefined ? spoil('escape') : keep(plain)
    }
    if (!escapeLeads.has(byte)) return keep(byte)
    lead = byte
    return null
  }
  return {
    push: (bytes) => Array.from(bytes, take).filter((found) => found !== null),
  }
}
