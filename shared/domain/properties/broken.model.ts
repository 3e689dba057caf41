/** An invariant that does not hold, by its name: anything else thrown in a day is a fault of the program. */
export class Broken extends Error {
  readonly invariant: string
  constructor(invariant: string, cause: unknown) {
    super(`${invariant}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause })
    this.invariant = invariant
  }
}

/** Fails with a sentence. */
export function demand(condition: boolean, sentence: string): asserts condition {
  if (!condition) throw new Error(sentence)
}
