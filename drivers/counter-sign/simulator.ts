import type { Clock } from '#basics'
import { answerFaults, answerSender } from '../line/simulated_answers.ts'
import type { SimulatorPort } from '../transport/types.ts'
import { drawDots, readArea, type ShownArea } from './dot_matrix.ts'
import { readSignFont, type SignFont } from './sign_font.ts'
import { cardReply, readCardFrame } from './simulator_parser.ts'

/** How a simulated sign can misbehave. */
export const signFaults = [...answerFaults, 'nack'] as const
/** How a simulated line of signs may misbehave. */
export type SignFault = (typeof signFaults)[number]

/** What a simulated sign shows. */
export interface SignSnapshot {
  readonly text: string
  /** `static`, `left` … as the last command said; empty while dark. */
  readonly mode: string
  /** 16 rows of 64 dots, `#` lit and `.` dark. */
  readonly dots: readonly string[]
  readonly fault: SignFault | null
}

/** The hand on a line of simulated signs. */
export interface SimulatedSignLine {
  snapshot(): ReadonlyMap<number, SignSnapshot>
  /** Makes a sign misbehave, or well again with null. */
  fault(address: number, fault: SignFault | null): void
  /** Darkens a sign as a power cut does. */
  powerCycle(address: number): void
  /** What a good master keeps at zero or above its gap: see the fields. */
  line(): LineRecord
}

/** What was seen on the line. */
export interface LineRecord {
  /** Valid frames from the master. */
  readonly frames: number
  /** Envelopes a card would ignore. */
  readonly badFrames: number
  /** Frames that came while an answer was still due or under way. */
  readonly talkedOver: number
  /** Shortest silence before a frame after the line was last used, ms. */
  readonly shortestGap: number
}

/** Time a simulated card takes to answer, ms. */
const answerDelay = 5
const ack = [0xa0, 0x00, 0x00, 0x00, 0x00]
const busy = [0xa0, 0x01, 0x03, 0x00, 0x00]

/**
 * Simulates Onbon BX-5K/6K signs of 64×16 dots on one RS-485 line. Parses and draws on its own, with
 * a real 16-dot font, so that what a test compares is what people would see.
 */
export function simulateSignLine(
  port: SimulatorPort,
  clock: Clock,
  addresses: readonly number[],
  font: SignFont = readSignFont(),
): SimulatedSignLine {
  const areas = new Map<number, ShownArea | null>(addresses.map((address) => [address, null]))
  const faults = new Map<number, SignFault>()
  const record = { frames: 0, badFrames: 0, talkedOver: 0, shortestGap: Number.POSITIVE_INFINITY }
  const senders = new Map(addresses.map((address) => [address, answerSender(port, clock)]))
  let inside = false
  let wire: number[] = []
  let answersDue = 0
  let lastUse: number | null = null

  const send = (address: number, data: readonly number[], heard: Uint8Array) => {
    const given = faults.get(address) ?? null
    lastUse = clock.now()
    const said = given === 'nack' ? busy : data
    const right = cardReply(address, said, false)
    const wrongChecksum = cardReply(address, said, true)
    const wrongAddress = cardReply((address % 0xfff0) + 1, said, false)
    const answers = { right, wrongChecksum, wrongAddress }
    senders.get(address)?.send(given === 'nack' ? null : given, heard, answers)
  }
  const obey = (address: number, data: readonly number[], heard: Uint8Array) => {
    const fault = faults.get(address)
    if (fault === 'silent') return
    const [group, command, reply] = data
    if (group === 0xa3 && command === 0x10 && fault !== 'nack') areas.set(address, null)
    if (group === 0xa3 && command === 0x06 && fault !== 'nack') {
      const area = readArea(data, clock.now())
      if (area === null) return
      areas.set(address, area)
    }
    if (reply !== 1) return
    answersDue += 1
    clock.after(answerDelay, () => {
      answersDue -= 1
      send(address, ack, heard)
    })
  }
  const framed = () => {
    const frame = readCardFrame(wire)
    const heard = Uint8Array.of(...new Array(8).fill(0xa5), ...wire, 0x5a)
    if (frame === null) {
      record.badFrames += 1
      return
    }
    record.frames += 1
    if (answersDue > 0) record.talkedOver += 1
    if (lastUse !== null) record.shortestGap = Math.min(record.shortestGap, clock.now() - lastUse)
    lastUse = clock.now()
    for (const address of areas.keys()) {
      if (frame.destination === address || frame.destination === 0xfffe) obey(address, frame.data, heard)
    }
  }
  port.onBytes((bytes) => {
    for (const byte of bytes) {
      if (byte === 0xa5) wire = []
      else if (byte === 0x5a && inside) framed()
      else if (inside) wire.push(byte)
      inside = byte === 0xa5 || (inside && byte !== 0x5a && wire.length < 8_192)
    }
  })

  return {
    snapshot: () =>
      new Map(
        [...areas].map(([address, area]) => {
          const dots = drawDots(area, font, clock.now())
          const fault = faults.get(address) ?? null
          return [address, { text: area?.text ?? '', mode: area?.mode ?? '', dots, fault }]
        }),
      ),
    fault(address, fault) {
      if (fault === null) faults.delete(address)
      else faults.set(address, fault)
    },
    powerCycle: (address) => void areas.set(address, null),
    line: () => ({ ...record }),
  }
}
