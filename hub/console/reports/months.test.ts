import { expect, test } from 'vitest'
import { monthsBefore, ratesOf, reportDay, reportStanding, reportTime } from './months.ts'

test('months go back over the turn of a year', () =>
  expect(monthsBefore('2026-02-14', 4)).toEqual(['2026-02', '2026-01', '2025-12', '2025-11']))

test('a report is due on the 25th of the month after', () => {
  expect(reportDay('2026-03')).toBe('2026-04-25')
  expect(reportDay('2026-12')).toBe('2027-01-25')
})

test.each([
  ['2026-04-19', 'early'],
  ['2026-04-20', 'soon'],
  ['2026-04-24', 'soon'],
  ['2026-04-25', 'last'],
  ['2026-04-26', 'late'],
] as const)('on %s the time for March is %s', (today, told) =>
  expect(reportTime('2026-03', today)).toBe(told),
)

const signed = (outcome: 'received' | 'returned' | null) => ({
  ...{ id: 'r', version: 1, period: '2026-03', from: '', to: '', signedBy: 's', figures: {}, signedAt: 0 },
  receipt: outcome === null ? null : { reportId: 'r', version: 1, receiptNo: '', outcome, reason: '' },
})

test.each([
  [undefined, false, 'open'],
  [undefined, true, 'unsigned'],
  [signed(null), true, 'sent'],
  [signed('received'), true, 'received'],
  [signed('returned'), true, 'returned'],
] as const)('how it stands: %#', (report, isOver, told) => expect(reportStanding(report, isOver)).toBe(told))

test('without a sample there is no mean and no share', () => {
  const none = {
    issued: 0,
    served: 0,
    missed: 0,
    left: 0,
    waited: 0,
    waitMinutes: 0,
    timed: 0,
    serviceMinutes: 0,
  }
  expect(ratesOf({ ...none, marks: [0, 0, 0, 0, 0], unrated: 3 })).toEqual({
    wait: null,
    service: null,
    rated: 0,
    satisfied: null,
  })
  expect(ratesOf({ ...none, waited: 3, waitMinutes: 10, marks: [1, 0, 1, 1, 1], unrated: 0 })).toMatchObject({
    wait: 3.3,
    satisfied: 75,
  })
})
