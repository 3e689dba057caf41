import { type Clock, sleep } from '#basics'
import type { SimulatorPort } from '../transport/types.ts'

/** How any simulated member of a line can misbehave. */
export const answerFaults = [
  'silent',
  'noise',
  'half-frame',
  'wrong-checksum',
  'echo',
  'stale-reply',
  'dribble',
  'wrong-address',
] as const
/** How a simulated device may answer wrongly. */
export type AnswerFault = (typeof answerFaults)[number]

/** An answer and what it would be with a fault in it; made by the simulator's own code. */
export interface Answers {
  readonly right: Uint8Array
  readonly wrongChecksum: Uint8Array
  readonly wrongAddress: Uint8Array
}

/** Bytes of a line nobody holds: starts, ends and escapes of several protocols among them. */
const noise = Uint8Array.of(0x00, 0xa6, 0xff, 0x5b, 0xa5, 0x13, 0x5a, 0x7f, 0xaa, 0x02)
/** Between two bytes of a dribbling sender, ms. */
const dribblePace = 2

/** Sends answers as a member with a fault would. */
export interface AnswerSender {
  send(fault: AnswerFault | null, heard: Uint8Array, answers: Answers): void
}

/** Makes the sender of one simulated member. */
export function answerSender(port: Pick<SimulatorPort, 'send'>, clock: Clock): AnswerSender {
  let last: Uint8Array | null = null
  const dribble = async (bytes: Uint8Array) => {
    for (const byte of bytes) {
      port.send(Uint8Array.of(byte))
      await sleep(clock, dribblePace)
    }
  }
  return {
    send(fault, heard, { right, wrongChecksum, wrongAddress }) {
      const stale = last
      last = right
      switch (fault) {
        case 'silent':
          return
        case 'noise':
          return port.send(noise)
        case 'half-frame':
          return port.send(right.subarray(0, Math.ceil(right.length / 2)))
        case 'wrong-checksum':
          return port.send(wrongChecksum)
        case 'wrong-address':
          return port.send(wrongAddress)
        case 'stale-reply':
          return stale === null ? undefined : port.send(stale)
        case 'echo':
          return port.send(Uint8Array.from([...heard, ...right]))
        case 'dribble':
          return void dribble(right)
        default:
          return port.send(right)
      }
    },
  }
}
