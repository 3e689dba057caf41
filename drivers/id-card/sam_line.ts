import { type Clock, err, ok, type Result, type Timer } from '#basics'
import { samFrame, samFrameReader } from '../framing/sam_frame.ts'
import { keepConnected } from '../transport/connection.ts'
import type { LinkCounters, Transport } from '../transport/types.ts'
import { answers, type SamCommand, type SamReply, samReply, troubleOf } from './sam_table.ts'
import { samWordName } from './sam_words.ts'

/** Why a question got no answer: silence, damaged bytes, or the link went away. */
export type Silence = 'no-answer' | 'garbled' | 'lost'

/** A line to a SAM module: one question at a time. */
export interface SamLine {
  /** Asks and waits; at most the command's own time and that of its bytes on the wire. */
  ask(command: SamCommand): Promise<Result<SamReply, Silence>>
  counters(): LinkCounters
  close(): Promise<void>
}

/** What a line needs. */
export interface SamLineOptions {
  readonly transport: Transport
  readonly clock: Clock
  readonly baudRate: number
  onUp(): void
  onDown(): void
}

/** Bits on the wire for each byte (8N1), and room for pauses between bytes. */
const wire = { bitsPerByte: 10, slack: 1.2 } as const

/** How long to wait for the reply to a command at a line's rate, in ms. */
export function waitFor(command: SamCommand, baudRate: number): number {
  const bits = (8 + command.body.length + command.replyBytes) * wire.bitsPerByte
  return Math.ceil(command.wait + (wire.slack * bits * 1_000) / baudRate)
}

interface Question {
  readonly command: SamCommand
  readonly timer: Timer
  readonly settle: (answer: Result<SamReply, Silence>) => void
  sent: boolean
  garbled: boolean
}

/** Opens a line. Replies nobody asked for, or to an earlier question, are dropped. */
export function samLine(options: SamLineOptions): SamLine {
  const { clock, baudRate } = options
  let question: Question | null = null
  let writing = false

  const settle = (answer: Result<SamReply, Silence>) => {
    const asked = question
    question = null
    asked?.timer.cancel()
    asked?.settle(answer)
  }
  const reader = samFrameReader({
    onFrame(body) {
      connection.count('framesIn')
      const reply = samReply(body)
      if (reply !== null && troubleOf(reply.word) !== null) connection.noteFault(samWordName(reply.word))
      if (reply !== null && question !== null && answers(question.command, reply)) settle(ok(reply))
      else connection.count('strays')
    },
    onSpoilt() {
      connection.count('checksumErrors')
      if (question !== null) question.garbled = true
    },
  })
  const connection = keepConnected({
    transport: options.transport,
    clock,
    onData: (bytes) => reader.push(bytes),
    onUp: options.onUp,
    onDown() {
      settle(err('lost'))
      options.onDown()
    },
  })
  /** Sends the question that waits, if any; a write the port does not take never has others piled behind it. */
  const send = async () => {
    if (writing || question === null || question.sent) return
    question.sent = true
    writing = true
    const written = await connection.write(samFrame(Uint8Array.from(question.command.body)))
    writing = false
    if (written.ok) connection.count('framesOut')
    void send()
  }

  return {
    ask: (command) =>
      new Promise((resolve) => {
        settle(err('lost'))
        if (!connection.up) return resolve(err('lost'))
        // What is left of an answer is not to be completed any more: it was cut short, or its LEN lied.
        if (reader.held > 0) connection.count('checksumErrors')
        reader.reset()
        const timer = clock.after(waitFor(command, baudRate), () =>
          settle(err(question?.garbled ? 'garbled' : 'no-answer')),
        )
        question = { command, timer, settle: resolve, sent: false, garbled: false }
        void send()
      }),
    counters: () => connection.counters(),
    async close() {
      settle(err('lost'))
      await connection.close()
    },
  }
}
