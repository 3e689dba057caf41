import type { Clock } from '#basics'
import { processIdRequest, queued } from './codec/commands.ts'
import type { PrinterModel } from './driver.ts'
import type { StatusLine } from './status_line.ts'

/** Waits of the question whether process ids are answered, in ms; the pause doubles while no answer comes. */
const questionDelays = { answer: 1_000, pause: 5_000, longestPause: 600_000 } as const

/** No ticket's id looks like this one. */
const questionPid = '~~~~'

// What a board does not know stands in its line buffer, and ESC @ empties that: nothing reaches the paper.
const question = Uint8Array.of(...processIdRequest(questionPid), ...queued.reset, ...queued.watch)

/** What is known of a printer's process ids (ESC/POS GS ( H). */
export interface ProofById {
  /** Whether an id is worth asking for. */
  asks(): boolean
  /** Whether it is known to answer: then a missing id means something. */
  answers(): boolean
  /** An id that was asked for with a ticket came, or did not though the ticket was consumed. */
  note(answered: boolean): void
  /** The printer is in good order and has nothing to print: the time to ask it off paper. */
  idle(): Promise<void>
}

/**
 * Learns whether a printer answers process ids, and learns it anew: an id can be lost on its way, and another printer
 * can hang on the same cable. A printer of which it is not known is asked between tickets, so that a lost answer does
 * not make all later tickets weak.
 */
export function proofById(mode: PrinterModel['proof'], line: StatusLine, clock: Clock): ProofById {
  if (mode !== 'learn') {
    const isSure = mode === 'process-id'
    return { asks: () => isSure, answers: () => isSure, note: () => undefined, idle: async () => undefined }
  }
  let known: 'answers' | 'unknown' | 'none' = 'unknown'
  let pause: number = questionDelays.pause
  let mayAskAt = 0
  const learnAnew = () => {
    known = 'unknown'
    pause = questionDelays.pause
    mayAskAt = 0
  }
  line.listen(({ kind }) => {
    if (kind === 'process-id') known = 'answers'
    if (kind === 'up') learnAnew()
  })
  return {
    asks: () => known !== 'none',
    answers: () => known === 'answers',
    note(answered) {
      if (answered) known = 'answers'
      else if (known === 'answers') learnAnew()
      else known = 'none'
    },
    async idle() {
      if (known === 'answers' || clock.now() < mayAskAt) return
      mayAskAt = clock.now() + pause
      pause = Math.min(pause * 2, questionDelays.longestPause)
      const answer = line.expect(
        (event) => (event.kind === 'process-id' ? true : null),
        questionDelays.answer,
      )
      await line.write(question)
      if ((await answer) === null && known === 'unknown') known = 'none'
    },
  }
}
