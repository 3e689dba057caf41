/** What a line was found to carry while an answer was waited for. */
export type Heard<T> =
  | { readonly kind: 'answer'; readonly value: T }
  /** Valid, but not from the member that was asked. */
  | { readonly kind: 'stray' }
  | { readonly kind: 'bad' }

/** Reads what comes during one turn; a new one is made for each, so that no half frame outlives its turn. */
export type AnswerReader<T> = (bytes: Uint8Array) => readonly Heard<T>[]

/** What goes first when several want the line. */
export type Rank = 'call' | 'poll' | 'refresh'

/** One frame and the wait for its answer. */
export interface Turn<T> {
  readonly rank: Rank
  readonly frame: Uint8Array
  /** Longest wait after the frame has left, ms; null: nobody answers. */
  readonly answerMs: number | null
  /** Silence after the turn, ms (RS-485 turns round). */
  readonly gapMs: number
  readonly reader: AnswerReader<T>
}

/** How a turn ended. */
export type TurnEnd<T> =
  | { readonly kind: 'answer'; readonly value: T }
  | { readonly kind: 'no-answer' }
  | { readonly kind: 'sent' }
  | { readonly kind: 'line-down' }
