import iconv from 'iconv-lite'
import type { Clock } from '#basics'
import { type AnswerFault, type Answers, answerSender } from '../line/simulated_answers.ts'
import type { SimulatorPort } from '../transport/types.ts'

/** What a simulated pad shows a person. */
export interface PadSnapshot {
  readonly text: string
  readonly beeps: number
  /** A key is pressed and nobody has fetched it. */
  readonly waiting: boolean
  readonly fault: AnswerFault | null
}

/** The hand on a line of simulated call pads. */
export interface SimulatedPads {
  /** Presses the key of this number, 1 to 6; a key that waits is replaced. */
  press(address: number, key: number): void
  fault(address: number, fault: AnswerFault | null): void
  snapshot(): ReadonlyMap<number, PadSnapshot>
  /** When each pad was asked, ms. */
  asked(address: number): readonly number[]
}

interface SimulatedPad {
  text: string
  beeps: number
  key: number | null
  serial: number
  fault: AnswerFault | null
  asked: number[]
}

const answerDelay = 2
const asksKept = 10_000

/** AA 5A address command length data sum: the frame of resources/devices/call_pad_example.json, on its own. */
function frame(address: number, command: number, data: readonly number[], damage = 0): Uint8Array {
  const body = [address, command, data.length, ...data]
  let sum = 0
  for (const byte of body) sum += byte
  return Uint8Array.from([0xaa, 0x5a, ...body, (sum + damage) % 256])
}

/** Cuts frames out of what came; what is left waits for more. */
function framesIn(wire: number[]): number[][] {
  const found: number[][] = []
  while (wire.length > 0) {
    if (wire[0] !== 0xaa || (wire.length > 1 && wire[1] !== 0x5a)) {
      wire.shift()
      continue
    }
    const size = 6 + (wire[4] ?? 0)
    if (wire.length < 5 || (wire[4] ?? 0) > 32) {
      if (wire.length < 5) break
      wire.shift()
      continue
    }
    if (wire.length < size) break
    const whole = wire.slice(0, size)
    const sum = whole.slice(2, -1).reduce((total, byte) => total + byte, 0) % 256
    wire.splice(0, sum === whole.at(-1) ? size : 1)
    if (sum === whole.at(-1)) found.push(whole)
  }
  return found
}

/** Simulates the pads of resources/devices/call_pad_example.json: they answer when asked and keep a key until it is taken. */
export function simulatePads(
  port: SimulatorPort,
  clock: Clock,
  addresses: readonly number[],
  firstSerial = 1,
): SimulatedPads {
  const pads = new Map<number, SimulatedPad>()
  const senders = new Map(addresses.map((address) => [address, answerSender(port, clock)]))
  for (const address of addresses)
    pads.set(address, { text: '', beeps: 0, key: null, serial: firstSerial, fault: null, asked: [] })
  const wire: number[] = []

  const answer = (address: number, pad: SimulatedPad, heard: Uint8Array, command: number, data: number[]) => {
    const answers: Answers = {
      right: frame(address, command, data),
      wrongChecksum: frame(address, command, data, 1),
      wrongAddress: frame((address + 1) % 256, command, data),
    }
    clock.after(answerDelay, () => senders.get(address)?.send(pad.fault, heard, answers))
  }
  const obey = (whole: number[]) => {
    const [, , address = 0, command = 0] = whole
    const pad = pads.get(address)
    const data = whole.slice(5, -1)
    if (pad === undefined) return
    const heard = Uint8Array.from(whole)
    if (command === 0x01) {
      if (data[0] === pad.serial && pad.key !== null) pad.key = null
      pad.asked = [...pad.asked, clock.now()].slice(-asksKept)
      if (pad.key === null) answer(address, pad, heard, 0x80, [])
      else answer(address, pad, heard, 0x81, [pad.serial, pad.key])
      return
    }
    if (command === 0x02) pad.text = iconv.decode(Buffer.from(data), 'gbk').trimEnd()
    else if (command === 0x03) pad.beeps += data[0] ?? 0
    else return
    answer(address, pad, heard, 0x82, [])
  }
  port.onBytes((bytes) => {
    wire.push(...bytes)
    for (const whole of framesIn(wire)) obey(whole)
  })
  return {
    press(address, key) {
      const pad = pads.get(address)
      if (pad === undefined) return
      pad.key = key
      pad.serial = (pad.serial % 255) + 1
    },
    fault(address, fault) {
      const pad = pads.get(address)
      if (pad !== undefined) pad.fault = fault
    },
    snapshot: () =>
      new Map(
        [...pads].map(([address, { text, beeps, key, fault }]) => [
          address,
          { text, beeps, waiting: key !== null, fault },
        ]),
      ),
    asked: (address) => pads.get(address)?.asked ?? [],
  }
}
