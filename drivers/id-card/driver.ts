import type { Clock, Timer } from '#basics'
import type { Transport } from '../transport/types.ts'
import type { ContentCommand } from './card_reading.ts'
import { type Placement, placement, type Step } from './placement.ts'
import { readerStatus } from './reader_status.ts'
import { type SamLine, samLine } from './sam_line.ts'
import { samCommands, samIdText, troubleOf } from './sam_table.ts'
import type { CardFailure, CardPerson, IdCardStatus } from './types.ts'

/** After how many failed steps in a row a reader is faulted, and the wait before trying it again, in ms. */
const patience = { failures: 3, retry: 1_000 } as const

/** What a reader needs and whom it tells. Nothing of a person goes anywhere but to `onCard`. */
export interface IdCardReaderOptions {
  readonly transport: Transport
  readonly clock: Clock
  /** The line's rate, to know how long a reply may take. */
  readonly baudRate: number
  /** What a card is read with: modules that answer only 30 10 need the other one. `read` unless told otherwise. */
  readonly command?: ContentCommand
  /** Tells the module at each greeting to exchange at most 0x50 bytes with a card at once (61 FF 50). */
  readonly limitRf?: boolean
  /** A card was laid down and read; the session is one placement of one card. */
  onCard(person: CardPerson, sessionId: string): void
  /** It was lifted, or the reader was lost and can no longer vouch for it. */
  onCardLifted(sessionId: string): void
  /** A card lies there and cannot be read; told once per placement. */
  onCardUnreadable?(reason: CardFailure): void
  onStatus(status: IdCardStatus): void
}

/** An ID card reader at work. */
export interface IdCardReader {
  status(): IdCardStatus
  /** Stops; nothing is told afterwards. */
  close(): Promise<void>
}

/** How a module is greeted. */
interface Greeting {
  /** It was faulted: a reset first, whose answer does not matter. */
  readonly reset: boolean
  readonly limitRf: boolean
  identify(samId: string): void
}

/**
 * Asks the module for its number and its state. A module answers in order, so the number, which only this
 * question yields, proves that no reply to an earlier question is still on its way.
 */
async function greet(line: SamLine, { reset, limitRf, identify }: Greeting): Promise<Step> {
  if (reset) await line.ask(samCommands.reset)
  const questions = [samCommands.samId, samCommands.status]
  for (const command of limitRf ? [...questions, samCommands.setMaxRfBytes] : questions) {
    const answer = await line.ask(command)
    if (!answer.ok) return { trouble: answer.error }
    const trouble = troubleOf(answer.value.word)
    if (trouble !== null) return { trouble }
    const samId = samIdText(answer.value.data)
    if (samId !== null) identify(samId)
  }
  return { pause: 0 }
}

/**
 * Runs a reader with a SAM module (GA 467-2013) over a serial line: finds, selects and reads card after card,
 * and comes back by itself from silence, damaged bytes and a pulled cable.
 * A card that lay there before the program started is not read until it is lifted and laid down again.
 */
export function openIdCardReader(options: IdCardReaderOptions): IdCardReader {
  const { clock } = options
  let closed = false
  let waiting: Timer | null = null
  let current: Placement | null = null

  const line = samLine({
    ...options,
    onUp() {
      if (closed) return
      status.change('connecting')
      current = placement({ line, clock, listener, command: options.command ?? 'read' })
      void serve(current)
    },
    onDown() {
      const lost = current
      current = null
      lost?.end()
      if (!closed) status.change('absent')
    },
  })
  const status = readerStatus(clock, line.counters, options.onStatus)
  const listener = {
    onCard: (person: CardPerson, sessionId: string) => closed || options.onCard(person, sessionId),
    onCardLifted: (sessionId: string) => closed || options.onCardLifted(sessionId),
    onCardUnreadable: (reason: CardFailure) => closed || options.onCardUnreadable?.(reason),
  }
  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      waiting = clock.after(ms, resolve)
    })

  /** Serves one link until it is lost; each trouble is followed by a new greeting. */
  const serve = async (cards: Placement) => {
    let failures = 0
    let greeted = false
    let reset = false
    const greeting = () =>
      greet(line, { reset, limitRf: options.limitRf ?? false, identify: status.identify })
    while (current === cards && !closed) {
      const step = greeted ? await cards.step() : await greeting()
      if (current !== cards || closed) return
      if ('pause' in step) {
        if (greeted) {
          failures = 0
          status.change('ready')
        }
        greeted = true
        reset = false
        if (step.pause > 0) await pause(step.pause)
        continue
      }
      greeted = false
      if (step.trouble === 'lost') return
      failures += 1
      const certain = step.trouble === 'unauthorised' || step.trouble === 'self-test-failed'
      if (!certain && failures < patience.failures) continue
      status.change('faulted', step.trouble)
      reset = step.trouble === 'self-test-failed'
      cards.forget()
      await pause(patience.retry)
    }
  }

  return {
    status: status.current,
    async close() {
      closed = true
      waiting?.cancel()
      current?.end()
      current = null
      await line.close()
    },
  }
}
