import { expect, test } from 'vitest'
import { recycleLimits, recycleReason } from './recycling.ts'

const calm = { megabytes: 200, idleSeconds: 3_600, ageMs: 20 * 3_600_000, localHour: 12 }

test('a healthy page by day is left alone', () => {
  expect(recycleReason(calm)).toBeNull()
})

test('a page past the ceiling goes at once, one on its way there when nobody is at the machine', () => {
  const busy = { ...calm, idleSeconds: 0 }
  expect(recycleReason({ ...busy, megabytes: recycleLimits.hardMegabytes })).toBe('memory-ceiling')
  expect(recycleReason({ ...busy, megabytes: recycleLimits.softMegabytes })).toBeNull()
  expect(recycleReason({ ...calm, megabytes: recycleLimits.softMegabytes })).toBe('memory')
})

test('every page starts afresh once a night, but not under a person', () => {
  const night = { ...calm, localHour: recycleLimits.nightHour }
  expect(recycleReason(night)).toBe('nightly')
  expect(recycleReason({ ...night, ageMs: 60_000 })).toBeNull()
  expect(recycleReason({ ...night, idleSeconds: 5 })).toBeNull()
})
