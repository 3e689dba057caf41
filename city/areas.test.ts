import { expect, test } from 'vitest'
import type { CitySite } from '#protocol'
import { areasAt, shanghai } from './areas.ts'

const site = (areaCode: string, waiting: number, given: Partial<CitySite> = {}): CitySite => ({
  siteId: `site-${areaCode}`,
  name: `机构${areaCode}`,
  nameEn: `Site ${areaCode}`,
  level: 'district',
  areaCode,
  received: 10,
  head: 12,
  epoch: 1,
  superseded: 0,
  lastSeen: '2026-03-02T01:00:00.000Z',
  online: true,
  ticketsToday: 2 * waiting,
  waiting,
  ratingsToday: 1,
  meanOverall: 4,
  withheld: 0,
  mobile: false,
  ...given,
})

const sites = [
  site('310117', 5),
  site('310117001', 3, { online: false }),
  site('310117001002', 2, { meanOverall: 1, ratingsToday: 3 }),
  site('310101', 1),
]

test('Shanghai has its sixteen districts, with or without a site', () => {
  const { below, path } = areasAt('31', sites)
  expect(below).toHaveLength(16)
  expect(new Set(shanghai.districts.map(({ code }) => code)).size).toBe(16)
  expect(path).toMatchObject([{ code: '31', level: 'city', sites: 4, online: 3, waiting: 11, pending: 8 }])
})

test('the way down leads over district and street to the room, adding up what is below', () => {
  const street = areasAt('310117001', sites)
  expect(street.path.map(({ code, level, waiting }) => `${code} ${level} ${waiting}`)).toEqual([
    '31 city 11',
    '310117 district 10',
    '310117001 street 5',
  ])
  expect(street.below).toMatchObject([{ code: '310117001002', level: 'room', waiting: 2 }])
  // One rating of 4 and three of 1.
  expect(street.path.at(-1)?.meanOverall).toBe(1.75)
})

test('a mobile service point counts with its home and gives the area neither name nor code', () => {
  const point = site('310117001', 4, { siteId: 'laptop', name: '流动服务点1', mobile: true })
  const { path } = areasAt('310117001', [point, ...sites])
  expect(path.at(-1)).toMatchObject({ name: '机构310117001', ticketsToday: 18, mobileToday: 8 })
})
