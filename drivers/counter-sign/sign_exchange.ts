import type { Rank, TurnEnd } from '../line/types.ts'
import type { SignAnswer } from './protocol.ts'
import type { SignMembersOptions, SignReason } from './types.ts'

/** What asking a sign came to. */
export type Outcome = 'ack' | SignReason | 'line-down'

const outcomeOf = (end: TurnEnd<SignAnswer>): Outcome => {
  if (end.kind === 'answer') return end.value
  return end.kind === 'sent' ? 'ack' : end.kind
}

/** Speaks with the signs of a line, one frame at a time. */
export interface SignExchange {
  /** Sends a frame and waits for the answer; what is not answered or refused is sent `tries` times in all. */
  ask(address: number, frame: Uint8Array, rank: Rank, tries: number): Promise<Outcome>
  /** Sends a frame to all signs; nobody answers it. */
  tell(frame: Uint8Array): Promise<unknown>
}

/** The exchange of a line in a protocol. */
export function signExchange({
  line,
  protocol,
}: Pick<SignMembersOptions, 'line' | 'protocol'>): SignExchange {
  const { answerMs, gapMs } = protocol
  const once = async (address: number, frame: Uint8Array, rank: Rank): Promise<Outcome> =>
    outcomeOf(await line.take({ rank, frame, answerMs, gapMs, reader: protocol.reader(address) }))
  return {
    async ask(address, frame, rank, tries) {
      let outcome = await once(address, frame, rank)
      for (let n = 1; n < tries && (outcome === 'no-answer' || outcome === 'nack'); n += 1)
        outcome = await once(address, frame, rank)
      return outcome
    },
    tell: (frame) => line.take({ rank: 'call', frame, answerMs: null, gapMs, reader: () => [] }),
  }
}
