/** A stretch of a bar code in one code set: B carries characters 20-7E one by one, C pairs of digits. */
export interface Code128Run {
  readonly set: 'B' | 'C'
  readonly text: string
}

/** Digits worth a change of code set: four at either end, six in the middle, or a pair alone (ISO/IEC 15417, annex E). */
const digitRuns = /^\d{2}$|^\d{4,}|\d{6,}|\d{4,}$/g

/** An odd digit stays in set B: the last one of digits the text begins with, else the first one. */
function pairsIn(digits: string, at: number): readonly [from: number, to: number] {
  const odd = digits.length % 2
  return at === 0 ? [0, digits.length - odd] : [at + odd, at + digits.length]
}

/** Cuts a text of characters 20-7E into the stretches that make the shortest symbol. */
export function code128Runs(text: string): readonly Code128Run[] {
  const runs: Code128Run[] = []
  let done = 0
  for (const { 0: digits, index } of text.matchAll(digitRuns)) {
    const [from, to] = pairsIn(digits, index)
    if (from > done) runs.push({ set: 'B', text: text.slice(done, from) })
    runs.push({ set: 'C', text: text.slice(from, to) })
    done = to
  }
  return done < text.length ? [...runs, { set: 'B', text: text.slice(done) }] : runs
}

/** The pairs of digits of a run in set C, as numbers 0-99. */
export const digitPairs = (digits: string): readonly number[] =>
  Array.from({ length: digits.length / 2 }, (_, at) => Number(digits.slice(2 * at, 2 * at + 2)))
