import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { type CityData, cityPace, watchCity } from './city_data.ts'

const site = {
  siteId: 'site-1',
  name: '云溪区公共法律服务中心',
  nameEn: 'Yunxi',
  level: 'district',
  areaCode: '310117',
  online: true,
  withheld: 0,
  mobile: false,
  received: 900,
  head: 902,
  epoch: 1,
  superseded: 0,
  lastSeen: null,
  ticketsToday: 1,
  waiting: 0,
  ratingsToday: 0,
  meanOverall: null,
}
const ticket = (number: string, businessDay: string) => ({
  ticketId: number,
  number,
  businessDay,
  serviceId: 'LC',
  serviceName: '法律咨询',
  serviceNameEn: null,
  state: 'WAITING',
  counterId: null,
  issuedAt: '2026-06-03T01:00:00.000Z',
  calledAt: null,
  endedAt: null,
  overall: null,
  events: 2,
})

function bench() {
  const clock = simulatedClock(0)
  const asked: string[] = []
  const seen: CityData[] = []
  const world = { isUp: true }
  const ask = async (path: string): Promise<unknown> => {
    asked.push(path)
    if (!world.isUp) throw new Error('down')
    if (path.includes('/areas')) return { path: [], below: [], sites: [site], serverTime: '' }
    if (path.includes('/tickets'))
      return { tickets: [ticket('A001', '2026-06-03'), ticket('Z9', '2026-06-02')] }
    return path.includes('/ratings') ? { ratings: [] } : { events: [], reports: [], activities: [] }
  }
  const close = watchCity(clock, ask, { area: '31', siteId: null }, (data) => void seen.push(data))
  const settle = async () => {
    for (let turn = 0; turn < 30; turn += 1) await Promise.resolve()
  }
  return { clock, asked, seen, world, close, settle }
}

test('shows the newest day and asks for the newest records only', async () => {
  const { seen, asked, settle } = bench()
  await settle()
  expect(seen[0]?.isFresh).toBe(true)
  expect(seen[0]?.detail?.tickets.map((each) => each.number)).toEqual(['A001'])
  expect(asked).toContain('/api/v1/sites/site-1/events?after=500&limit=400')
})

test('what was known stays while the city does not answer, and comes back', async () => {
  const { clock, seen, world, close, settle } = bench()
  await settle()
  world.isUp = false
  clock.advance(cityPace.every)
  await settle()
  expect(seen[1]).toMatchObject({ isFresh: false, detail: { site: { siteId: 'site-1' } } })
  world.isUp = true
  clock.advance(cityPace.every)
  await settle()
  expect(seen[2]?.isFresh).toBe(true)
  close()
  clock.advance(10 * cityPace.every)
  await settle()
  expect(seen).toHaveLength(3)
})
