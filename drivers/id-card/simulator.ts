import { Buffer } from 'node:buffer'
import type { Clock } from '#basics'
import type { SimulatorPort } from '../transport/types.ts'
import { type CardExtras, chipOf } from './simulator_chip.ts'
import {
  type IdCardSimulatorFault,
  type ModuleReply,
  type Placed,
  replyTo,
  type SimulatedReaderHabits,
} from './simulator_module.ts'
import type { CardPerson } from './types.ts'

/** A reader that a test or the device dock plays with. */
export interface IdCardSimulator {
  /** Lays a card down; one that lies there is swapped for it. */
  placeCard(card: CardPerson | Uint8Array, extras?: CardExtras): void
  liftCard(): void
  readonly cardPresent: boolean
  setFault(fault: IdCardSimulatorFault): void
  readonly fault: IdCardSimulatorFault
  /** Lets the module think before every reply, ms; replies keep their order. */
  setReplyDelay(ms: number): void
}

/** Portions of a dribbling line and the pause between them, ms. */
const dribble = { portion: 7, pause: 2 } as const
/** No command of a host is longer. */
const longestCommand = 64
const preamble = Buffer.from('aaaaaa9669', 'hex')

function framed([word, ...data]: ModuleReply): Buffer {
  const counted = Buffer.concat([Buffer.from([0, 0, 0, 0, word]), ...data])
  counted.writeUInt16BE(counted.length - 1)
  let check = 0
  for (const byte of counted) check ^= byte
  return Buffer.concat([preamble, counted, Buffer.from([check])])
}

/** Takes the next whole command off a stream; null when more bytes are needed. */
function nextCommand(
  stream: Buffer,
): { readonly body: Buffer | 'bad-checksum'; readonly rest: Buffer } | null {
  const start = stream.indexOf(preamble)
  if (start < 0 || stream.length < start + 7) return null
  const length = stream.readUInt16BE(start + 5)
  if (length > longestCommand) return nextCommand(stream.subarray(start + 5))
  if (stream.length < start + 7 + length) return null
  const end = start + 7 + length
  let check = 0
  for (const byte of stream.subarray(start + 5, end)) check ^= byte
  const body = check === 0 ? stream.subarray(start + 7, end - 1) : 'bad-checksum'
  return { body, rest: stream.subarray(end) }
}

/** Where SW3 stands in a frame, and its values when the radio found no card. */
const wordAt = 9
const nothingFound: ReadonlySet<number> = new Set([0x80, 0x41])

/** What a fault makes of a frame; null when nothing is to be sent. */
function spoilt(fault: IdCardSimulatorFault, frame: Buffer): Buffer | null {
  switch (fault) {
    case 'silent':
      return null
    case 'bad-checksum':
      frame[frame.length - 1] = (frame.at(-1) ?? 0) ^ 0x01
      return frame
    case 'half-frame':
      return frame.subarray(0, frame.length >> 1)
    case 'radio-timeout':
      // Word by word as handheld readers send it: a head that announces more than follows.
      return nothingFound.has(frame[wordAt] ?? 0) ? Buffer.from('aaaaaa96690005050505', 'hex') : frame
    case 'noise':
      return Buffer.concat([Buffer.from('00ffaaaa96aaaaaa96691001', 'hex'), frame])
    default:
      return frame
  }
}

/** Sends a frame as the fault has it. */
function sendWith(fault: IdCardSimulatorFault, frame: Buffer, port: SimulatorPort, clock: Clock): void {
  const sent = spoilt(fault, frame)
  if (sent === null) return
  if (fault !== 'dribble') {
    port.send(sent)
    return
  }
  for (let at = 0; at < sent.length; at += dribble.portion) {
    const portion = sent.subarray(at, at + dribble.portion)
    clock.after((1 + at / dribble.portion) * dribble.pause, () => port.send(portion))
  }
}

/** Plays a card reader with a SAM module, byte by byte, at the device's end of a wire. */
export function simulateIdCardReader(
  port: SimulatorPort,
  clock: Clock,
  habits: SimulatedReaderHabits = {},
): IdCardSimulator {
  let placed: Placed | null = null
  let fault: IdCardSimulatorFault = 'none'
  let delay = 0
  let stream: Buffer = Buffer.alloc(0)
  let free = 0

  /** Sends a reply now, or after the module's time to think; replies keep their order. */
  const reply = (frame: Buffer) => {
    const now = clock.now()
    if (delay === 0 && free <= now) {
      sendWith(fault, frame, port, clock)
      return
    }
    free = Math.max(free, now) + delay
    clock.after(free - now, () => sendWith(fault, frame, port, clock))
  }
  port.onBytes((bytes) => {
    stream = Buffer.concat([stream, bytes])
    for (let next = nextCommand(stream); next !== null; next = nextCommand(stream)) {
      stream = next.rest
      reply(framed(replyTo(next.body, { placed, fault, habits })))
    }
    stream = stream.subarray(-2 * longestCommand)
  })

  return {
    placeCard(card, extras = {}) {
      placed = { chip: chipOf(card, extras), found: false, selected: false }
    },
    liftCard() {
      placed = null
    },
    get cardPresent() {
      return placed !== null
    },
    setFault(given) {
      fault = given
    },
    get fault() {
      return fault
    },
    setReplyDelay(ms) {
      delay = ms
    },
  }
}
