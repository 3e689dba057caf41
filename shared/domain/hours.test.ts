import { expect, test } from 'vitest'
import { officialName, type SiteLevel } from './catalogue.ts'
import { monday, service, site } from './hall.fixture.ts'
import { localMoment, minuteOf, nextOpening, openHours } from './hours.ts'
import { defaultPolicy } from './policy.ts'

const weekdays = [1, 2, 3, 4, 5]
const morning = { days: weekdays, from: '09:00', to: '11:30', quota: null }
const afternoon = { days: weekdays, from: '13:30', to: '24:00', quota: null }
const day = service('s', 'A', { hours: [afternoon, morning] })
const clock = (time: string) => Date.parse(`2026-01-05T${time}:00.000+08:00`)

test('a moment is taken apart in the zone of the centre', () => {
  expect(localMoment(monday, 480)).toEqual({ date: '2026-01-05', weekday: 1, minute: 600 })
  expect(localMoment(Date.parse('2026-01-04T15:59:59Z'), 480)).toMatchObject({
    date: '2026-01-04',
    weekday: 7,
  })
  expect(localMoment(Date.parse('2026-01-04T16:00:00Z'), 480)).toMatchObject({ weekday: 1, minute: 0 })
  expect(minuteOf('24:00')).toBe(1_440)
})

test.each([
  ['08:59', null],
  ['09:00', '09:00'],
  ['11:29', '09:00'],
  ['11:30', null],
  ['13:30', '13:30'],
  ['23:59', '13:30'],
])('at %s the open stretch begins at %s', (time, from) => {
  expect(openHours(day, defaultPolicy, clock(time))?.from ?? null).toBe(from)
})

test.each([
  ['08:00', { inDays: 0, from: '09:00' }],
  ['12:00', { inDays: 0, from: '13:30' }],
  ['14:00', { inDays: 1, from: '09:00' }],
])('at %s it opens next %j', (time, opening) => {
  expect(nextOpening(day, defaultPolicy, clock(time))).toEqual(opening)
})

test('over the weekend, a week on, and never', () => {
  const friday = Date.parse('2026-01-09T20:00:00+08:00')
  expect(nextOpening(service('s', 'A', { hours: [morning] }), defaultPolicy, friday)).toEqual({
    inDays: 3,
    from: '09:00',
  })
  const mondays = service('s', 'A', { hours: [{ ...morning, days: [1] }] })
  expect(nextOpening(mondays, defaultPolicy, clock('10:00'))).toEqual({ inDays: 7, from: '09:00' })
  expect(nextOpening(service('s', 'A', { hours: [] }), defaultPolicy, monday)).toBeNull()
  expect(
    openHours(service('s', 'A', { hours: [] }), { ...defaultPolicy, hours: 'always' }, monday),
  ).not.toBeNull()
})

test.each<[SiteLevel, string, string]>([
  ['city', '云川区公共法律服务中心', 'Yunchuan District Public Legal Service Centre'],
  ['district', '云川区公共法律服务中心', 'Yunchuan District Public Legal Service Centre'],
  ['street', '云川区公共法律服务工作站', 'Yunchuan District Public Legal Service Station'],
  ['room', '云川区公共法律服务工作室', 'Yunchuan District Public Legal Service Office'],
])('the official name of a %s', (level, zh, en) => {
  expect(officialName({ ...site, level })).toEqual({ zh, en })
  expect(officialName({ ...site, level, mobile: 2 })).toEqual({
    zh: `${zh}流动服务点2`,
    en: `${en}, Mobile Point 2`,
  })
})
