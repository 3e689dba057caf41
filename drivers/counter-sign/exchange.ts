import { type Clock, sleep } from '#basics'
import { type Connection, keepConnected } from '../transport/connection.ts'
import type { Transport } from '../transport/types.ts'
import { broadcastAddress, encodeFrame, type Frame, frameDecoder, hostAddress } from './codec.ts'
import { readAnswer } from './commands.ts'
import { type AckRule, signDelays } from './types.ts'

/** How one exchange on the line ended. */
export type ExchangeOutcome = 'ack' | 'nack' | 'no-answer' | 'line-down'

/** The wire under a sign line: frames out, answers in, never two exchanges at once. */
export interface Exchange {
  readonly connection: Connection
  /** Sends data to one sign and waits for its answer, repeating up to `attempts` times. */
  ask(address: number, data: Uint8Array, attempts: number): Promise<ExchangeOutcome>
  /** Sends data to all signs; nobody answers. */
  tell(data: Uint8Array): Promise<void>
}

/** Opens the line. The caller must await one exchange before it starts the next. */
export function openExchange(options: {
  readonly transport: Transport
  readonly clock: Clock
  readonly ack: AckRule
  readonly baudRate: number
  readonly onUp: () => void
  readonly onDown: () => void
}): Exchange {
  const { clock, ack } = options
  let decoder = frameDecoder()
  let waiting: { address: number; settle(outcome: ExchangeOutcome): void } | null = null

  const answered = (frame: Frame) => {
    if (waiting === null) return
    if (ack === 'any-frame') return waiting.settle('ack')
    const from = frame.source === waiting.address || frame.source === broadcastAddress
    if (frame.destination !== hostAddress || !from) return
    const answer = readAnswer(frame.data)
    if (answer.kind !== 'other') waiting.settle(answer.kind)
  }
  const connection = keepConnected({
    transport: options.transport,
    clock,
    onData(bytes) {
      for (const found of decoder.push(bytes)) {
        if (found.ok) {
          connection.count('framesIn')
          answered(found.value)
        } else if (found.error === 'checksum') connection.count('checksumErrors')
      }
    },
    onUp() {
      decoder = frameDecoder()
      options.onUp()
    },
    onDown() {
      waiting?.settle('line-down')
      options.onDown()
    },
  })

  const frameTo = (address: number, data: Uint8Array) =>
    encodeFrame({ destination: address, source: hostAddress, data })
  /** Ten bits a byte; the operating system takes bytes faster than the wire does. */
  const wireTime = (frame: Uint8Array) => Math.ceil((frame.length * 10_000) / options.baudRate)
  const send = async (frame: Uint8Array): Promise<boolean> => {
    const written = await connection.write(frame)
    if (written.ok) connection.count('framesOut')
    return written.ok
  }
  const once = async (address: number, frame: Uint8Array): Promise<ExchangeOutcome> => {
    const answer = new Promise<ExchangeOutcome>((resolve) => {
      const timer = clock.after(signDelays.answer + wireTime(frame), () => settle('no-answer'))
      const settle = (outcome: ExchangeOutcome) => {
        timer.cancel()
        waiting = null
        resolve(outcome)
      }
      waiting = { address, settle }
    })
    if (!(await send(frame))) waiting?.settle('line-down')
    else if (ack === 'none') waiting?.settle('ack')
    const outcome = await answer
    await sleep(clock, signDelays.gap + (ack === 'none' ? wireTime(frame) : 0))
    return outcome
  }
  return {
    connection,
    async ask(address, data, attempts) {
      const frame = frameTo(address, data)
      let outcome = await once(address, frame)
      for (let n = 1; n < attempts && (outcome === 'no-answer' || outcome === 'nack'); n += 1) {
        outcome = await once(address, frame)
      }
      return outcome
    },
    async tell(data) {
      const frame = frameTo(broadcastAddress, data)
      await send(frame)
      await sleep(clock, signDelays.gap + wireTime(frame))
    },
  }
}
