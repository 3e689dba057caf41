import type { AnswerReader } from '../line/types.ts'
import type { FittedText } from './fitter.ts'

/** What a sign said to what it was asked. */
export type SignAnswer = 'ack' | 'nack'

/** Small orders a sign may know besides showing a text. */
export type SignOrder = 'ping' | 'status' | 'clear' | 'set-clock'

/** How signs of one make are spoken to; pure bytes, no line. */
export interface SignProtocol {
  /** Longest wait for an answer, ms; null where signs do not answer. */
  readonly answerMs: number | null
  /** Silence between frames, ms. */
  readonly gapMs: number
  /** Addresses a sign may have, both counted. */
  readonly addresses: readonly [lowest: number, highest: number]
  /** Makes a text one this make can show. */
  fit(text: string): FittedText
  /** Bytes that show a fitted text, or darkness (not `lit`). */
  show(address: number, fitted: FittedText, lit: boolean): Uint8Array
  /** Bytes that show a text on all signs at once, unanswered; null where there is no such address. */
  showAll(fitted: FittedText): Uint8Array | null
  /** Bytes of an order; null where the make has none. `now` is local time for the clock. */
  order(address: number, order: SignOrder, now: Date): Uint8Array | null
  /** An order to all signs, which nobody answers; null where there is no such address. */
  orderAll(order: SignOrder, now: Date): Uint8Array | null
  /** Reads the answers to one question to one sign. */
  reader(address: number): AnswerReader<SignAnswer>
}
