import type { Clock } from '#basics'
import { type AnswerFault, type Answers, answerSender } from '../line/simulated_answers.ts'
import type { SimulatorPort } from '../transport/types.ts'

/** What a visitor sees and hears of a simulated evaluator. */
export interface EvaluatorSnapshot {
  /** It has spoken and waits for a key. */
  readonly asking: boolean
  readonly litKey: number | null
  /** How often it asked aloud. */
  readonly prompts: number
  readonly fault: AnswerFault | null
}

/** The hand on a simulated evaluator. */
export interface SimulatedEvaluator {
  /** Presses the key of this number, 1 to 5. */
  press(key: number): void
  fault(fault: AnswerFault | null): void
  snapshot(): EvaluatorSnapshot
}

const digits = (value: number, count: number) =>
  Array.from(String(value).padStart(count, '0'), (digit) => digit.charCodeAt(0))

/** 02, two figures of address, a letter, data, 03, exclusive-or in two hex digits: evaluator_example.json, on its own. */
function frame(address: number, letter: number, data: readonly number[], damage = 0): Uint8Array {
  const body = [...digits(address, 2), letter, ...data, 0x03]
  let check = damage
  for (const byte of body) check ^= byte
  const hex = check.toString(16).toUpperCase().padStart(2, '0')
  return Uint8Array.from([0x02, ...body, hex.charCodeAt(0), hex.charCodeAt(1)])
}

/** Simulates the evaluator of resources/devices/evaluator_example.json at one address. */
export function simulateEvaluator(port: SimulatorPort, clock: Clock, address = 1): SimulatedEvaluator {
  const sender = answerSender(port, clock)
  let wire: number[] = []
  let asking = false
  let litKey: number | null = null
  let prompts = 0
  let fault: AnswerFault | null = null
  let heard = new Uint8Array()

  const say = (letter: number, data: readonly number[]) => {
    const answers: Answers = {
      right: frame(address, letter, data),
      wrongChecksum: frame(address, letter, data, 1),
      wrongAddress: frame(address === 99 ? 1 : address + 1, letter, data),
    }
    sender.send(fault, heard, answers)
  }
  const obey = (whole: number[]) => {
    heard = Uint8Array.from(whole)
    const letter = String.fromCharCode(whole[3] ?? 0)
    if (letter === 'V') {
      asking = true
      litKey = null
      prompts += 1
    } else if (letter === 'L') {
      asking = false
      litKey = (whole[4] ?? 0x30) - 0x30
    } else if (letter === 'D') {
      asking = false
      litKey = null
    } else if (letter !== 'P') return
    say(0x06, [])
  }
  const isMine = (whole: number[]) => {
    const end = whole.indexOf(0x03)
    const right = frame(address, whole[3] ?? 0, whole.slice(4, end))
    return right.length === whole.length && right.every((byte, i) => byte === whole[i])
  }
  port.onBytes((bytes) => {
    for (const byte of bytes) {
      wire = byte === 0x02 ? [byte] : [...wire, byte].slice(-16)
      const end = wire.indexOf(0x03)
      if (wire[0] !== 0x02 || end < 0 || wire.length < end + 3) continue
      if (isMine(wire)) obey(wire)
      wire = []
    }
  })
  return {
    press: (key) => say(0x4b, digits(key, 1)),
    fault(given) {
      fault = given
    },
    snapshot: () => ({ asking, litKey, prompts, fault }),
  }
}
