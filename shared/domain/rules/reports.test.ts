import fc from 'fast-check'
import { expect, test } from 'vitest'
import { granted, manager, minute, openHall, refusalOf, system } from '../hall.fixture.ts'
import { monthSpan } from './reports.ts'

const day = 24 * 60 * minute
const figures = { issued: 12, served: 10 }

/** A hall in which January is over. */
function february() {
  const hall = openHall(['c1'])
  const sign = (given: Readonly<Record<string, number>> = figures, period = '2026-01') =>
    hall.run({ type: 'sign-report', period, figures: given }, manager)
  const report = () => hall.state.reports.get('2026-01') ?? expect.fail()
  const receive = (version: number, outcome: 'received' | 'returned', reportId = report().id) => {
    const receipt = { reportId, version, receiptNo: `R-${version}`, outcome, reason: '' }
    return hall.run({ type: 'note-receipt', receipt }, system)
  }
  hall.now = Date.parse('2026-02-02T02:00:00Z')
  granted(hall.run({ type: 'tick' }, system))
  return { hall, sign, report, receive }
}

test('every month has its last day', () => {
  const month = fc.record({
    year: fc.integer({ min: 2018, max: 2099 }),
    month: fc.integer({ min: 1, max: 12 }),
  })
  fc.assert(
    fc.property(month, ({ year, month: number }) => {
      const { from, to } = monthSpan(`${year}-${String(number).padStart(2, '0')}`)
      const after = new Date(Date.parse(to) + day).toISOString().slice(0, 10)
      expect(after.endsWith('-01')).toBe(true)
      expect(to.slice(0, 7)).toBe(from.slice(0, 7))
    }),
  )
})

test.each([
  ['the last evening', '2026-01-31T15:59:59Z', 'period-open'],
  ['midnight in Shanghai', '2026-01-31T16:00:00Z', null],
] as const)('a month is signed from its end on: %s', (_, at, code) => {
  const { hall, sign } = february()
  hall.now = Date.parse(at)
  hall.state.dayOpen = false
  const outcome = sign()
  if (code === null) granted(outcome)
  else expect(refusalOf(outcome)).toBe(code)
})

test('a month whose last day is still open in the hall is not over, whatever the clock says', () => {
  const { hall, sign } = february()
  Object.assign(hall.state, { businessDay: '2026-01-31', dayOpen: true })
  expect(refusalOf(sign())).toBe('period-open')
})

test('the present month cannot be signed', () => {
  expect(refusalOf(february().sign(figures, '2026-02'))).toBe('period-open')
})

test('what was returned is signed again under its id; what was not, only with other figures', () => {
  const { sign, report, receive } = february()
  granted(sign())
  const { id } = report()
  expect(report()).toMatchObject({ version: 1, from: '2026-01-01', to: '2026-01-31', signedBy: 'manager' })
  expect(granted(sign())).toEqual([])
  granted(receive(1, 'returned'))
  expect(report().receipt?.outcome).toBe('returned')
  granted(sign())
  expect(report()).toMatchObject({ id, version: 2, receipt: null })
  granted(receive(2, 'received'))
  expect(granted(sign())).toEqual([])
  granted(sign({ ...figures, served: 11 }))
  expect(report()).toMatchObject({ id, version: 3, receipt: null })
})

test('a receipt is of one version: an older one says nothing any more, an unknown one is refused', () => {
  const { sign, report, receive } = february()
  expect(refusalOf(receive(1, 'received', 'another'))).toBe('report-unknown')
  granted(sign())
  granted(sign({ ...figures, served: 9 }))
  expect(granted(receive(1, 'returned'))).toEqual([])
  expect(report().receipt).toBeNull()
  expect(refusalOf(receive(3, 'received'))).toBe('report-unknown')
  expect(granted(receive(2, 'received'))).toHaveLength(1)
  expect(granted(receive(2, 'received'))).toEqual([])
})

const entry = {
  kind: 'lecture',
  day: '2026-01-20',
  place: '居委会',
  topic: '民法典',
  attendance: 32,
} as const

test('an activity is entered once it was held, and corrected under its id', () => {
  const { hall } = february()
  const save = (
    activityId: string | null,
    given: Partial<Omit<typeof entry, 'topic' | 'attendance' | 'day'>> & {
      topic?: string
      attendance?: number
      day?: string
    } = {},
  ) => hall.run({ type: 'save-activity', activityId, entry: { ...entry, ...given } }, manager)
  granted(save(null))
  const [id = ''] = [...hall.state.activities.keys()]
  expect(granted(save(id))).toEqual([])
  granted(save(id, { attendance: 35 }))
  expect([...hall.state.activities.values()]).toEqual([{ ...entry, id, version: 2, attendance: 35 }])
  expect(refusalOf(save('another'))).toBe('not-found')
  expect(refusalOf(save(null, { day: '2026-02-03' }))).toBe('invalid')
  expect(refusalOf(save(null, { topic: '联系 13812345678' }))).toBe('words-personal')
})
