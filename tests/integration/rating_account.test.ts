import { expect, test } from 'vitest'
import { type AtEvaluator, closeRatings, type RatingTold } from '../support/rating_account.ts'

const visit = (number: string, mark: number | null, more: Partial<AtEvaluator> = {}): AtEvaluator => ({
  ...{ number, mark, wasThanked: mark !== null, isKnownUnwell: mark === null },
  ...more,
})
const visits = [
  visit('A001', 5),
  visit('A002', 1),
  visit('A003', null),
  visit('A004', 3, { wasThanked: false }),
  visit('A005', 4, { wasThanked: false, isKnownUnwell: true }),
]
const told: readonly RatingTold[] = [
  { number: 'A001', mark: 5 },
  { number: 'A002', mark: 1 },
  { number: 'A004', mark: 3 },
]

test('a day whose ratings are all known closes', () => {
  expect(closeRatings(visits, told)).toEqual([])
})

test.each([
  ['a rating that is counted twice', [...told, { number: 'A001', mark: 5 }], /A001 was rated 2 times/],
  ['one that is lost', told.slice(1), /A001 was thanked for its rating, which is in no log/],
  ['another mark', [{ number: 'A001', mark: 4 }, ...told.slice(1)], /A001 was given 5 and has 4/],
  [
    'one nobody gave',
    [...told, { number: 'A003', mark: 5 }],
    /A003 was rated and its visitor pressed nothing/,
  ],
  ['one of a stranger', [...told, { number: 'B001', mark: 5 }], /B001 was rated and was at no evaluator/],
  ['a silence nobody knew of', told.slice(0, 2), /A004 could not be rated, and nobody was shown why/],
] as const)('control: %s does not pass', (_, wrong, sentence) => {
  expect(closeRatings(visits, wrong).join('\n')).toMatch(sentence)
})
