/** What a visitor did at the evaluator of a counter. */
export interface AtEvaluator {
  readonly number: string
  /** The mark of the key that was pressed, 5 best to 1 worst; null: nothing was pressed, for it asked nothing. */
  readonly mark: number | null
  /** Its light thanked for the key. */
  readonly wasThanked: boolean
  /** Staff were shown that it is not well. */
  readonly isKnownUnwell: boolean
}

/** A rating as the hub's log has it. */
export interface RatingTold {
  readonly number: string
  readonly mark: number
}

function visitWrongly({ number, mark, wasThanked, isKnownUnwell }: AtEvaluator, told: readonly RatingTold[]) {
  const mine = told.filter((each) => each.number === number)
  const found: string[] = []
  if (mine.length > 1) found.push(`${number} was rated ${mine.length} times`)
  if (mark === null && mine.length > 0) found.push(`${number} was rated and its visitor pressed nothing`)
  if (mark !== null && mine.some((each) => each.mark !== mark))
    found.push(`${number} was given ${mark} and has ${mine.map((each) => each.mark).join(', ')}`)
  if (wasThanked && mine.length === 0) found.push(`${number} was thanked for its rating, which is in no log`)
  if (!wasThanked && mine.length === 0 && !isKnownUnwell)
    found.push(`${number} could not be rated, and nobody was shown why`)
  return found
}

/**
 * Closes the account of a day's ratings: what was pressed at the evaluator is in the log exactly once and as it was
 * pressed, nothing else is, and where a visitor could give none staff were shown that the evaluator is not well. One
 * sentence for each thing that is wrong.
 */
export function closeRatings(visits: readonly AtEvaluator[], told: readonly RatingTold[]): readonly string[] {
  const known = new Set(visits.map(({ number }) => number))
  const strange = told
    .filter(({ number }) => !known.has(number))
    .map(({ number }) => `${number} was rated and was at no evaluator`)
  return [...strange, ...visits.flatMap((visit) => visitWrongly(visit, told))]
}
