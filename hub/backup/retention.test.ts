import fc from 'fast-check'
import { expect, test } from 'vitest'
import { expired, usualKeepRule } from './retention.ts'

const hour = 3_600_000
const day = 24 * hour
const noon = Date.parse('2026-11-23T12:00:00Z')
const at = (ago: number) => ({ at: noon - ago })

test('of two months of backups every four hours, seven days and four weeks stay', () => {
  const all = Array.from({ length: 6 * 60 }, (_, place) => at(place * 4 * hour))
  const gone = new Set(expired(all, usualKeepRule))
  const kept = all.filter((each) => !gone.has(each))
  const days = kept.map((each) => new Date(each.at).toISOString().slice(0, 10))
  // Monday 23rd and the six days before; the ends of the weeks before; the second newest whatever the rule says.
  expect([...new Set(days)]).toEqual([
    ...['2026-11-23', '2026-11-22', '2026-11-21', '2026-11-20', '2026-11-19', '2026-11-18', '2026-11-17'],
    ...['2026-11-15', '2026-11-08'],
  ])
  expect(kept).toHaveLength(10)
})

test('the newest two always stay, whatever their times, and what stays once is not lost by asking again', () => {
  const times = fc.array(fc.integer({ min: 0, max: 400 * day }), { minLength: 1, maxLength: 60 })
  const rule = fc.record({ days: fc.nat(8), weeks: fc.nat(6) })
  fc.assert(
    fc.property(times, rule, (agos, keep) => {
      const all = agos.map(at)
      const gone = new Set(expired(all, keep))
      const kept = all.filter((each) => !gone.has(each))
      const newest = Math.max(...all.map((each) => each.at))
      expect(kept.some((each) => each.at === newest)).toBe(true)
      expect(kept.length).toBeGreaterThanOrEqual(Math.min(2, all.length))
      expect(kept.length).toBeLessThanOrEqual(Math.max(2, keep.days + keep.weeks + 2))
      expect(expired(kept, keep)).toEqual([])
    }),
  )
})
