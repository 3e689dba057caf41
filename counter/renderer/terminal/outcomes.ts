import type { Outcome } from '#domain'
import { type Term, term } from '#ui'

/** How a matter ended, in the order of the keys 1 to 5. */
export const outcomeTerms = {
  done: term('办结', 'Done'),
  advised: term('已咨询', 'Advised'),
  referred: term('已转介', 'Referred elsewhere'),
  incomplete: term('材料不全', 'Papers incomplete'),
  declined: term('当事人放弃', 'Visitor declined'),
} as const satisfies Record<Outcome, Term>

/** Outcomes in the order in which they are offered; the likeliest first. */
export const outcomes: readonly Outcome[] = ['done', 'advised', 'referred', 'incomplete', 'declined']
