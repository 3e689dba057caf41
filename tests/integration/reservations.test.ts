import { describe, expect, test } from 'vitest'
import { fictionalIdNumber } from '#testing'
import { bureauToken, type CityHall, until, withCityHall } from './support/city_hall.ts'

const minute = 60_000
const ann = { name: '例一', idNumber: fictionalIdNumber(12, '1980-01-01'), phone: '13800000001' }
const ben = { name: '例二', idNumber: fictionalIdNumber(13, '1950-01-01'), phone: '13800000002' }

/** The centre gives two of three places of each hour to the city; the city hears of it. */
async function opened({ centre, drained, ask }: CityHall): Promise<string[]> {
  const wu = await centre.staff('wu')
  const service = centre.hub().centre.state().services.get('LC')
  const hours = [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00', quota: null }]
  const bookable = { ...service, hours, booking: { slotMinutes: 60, capacity: 3, online: 2 } }
  const body = { service: bookable, commandId: centre.commandId() }
  await wu.granted('putService', { params: { id: 'LC' }, body })
  centre.clock.advance(1_000)
  await until(() => centre.hub().centre.state().grants.has('LC'))
  await centre.hub().centre.settled()
  await drained()
  const { json } = await ask('/reserve/slots?siteId=site-test&serviceId=LC')
  return (json as { slots: { slotAt: string }[] }).slots.map(({ slotAt }) => slotAt)
}

const booking = (person: typeof ann, slotAt: string | undefined) => ({
  siteId: 'site-test',
  serviceId: 'LC',
  slotAt,
  ...person,
})
const bookings = ({ centre }: CityHall) => [...centre.hub().centre.state().bookings.values()]
/** Lets the link ask the city; again when it was just busy with the question before. */
const pulled = async (hall: CityHall, what: () => boolean) => {
  let turns = 0
  await until(() => {
    if (turns % 500 === 0) hall.centre.clock.advance(15_000)
    turns += 1
    return what()
  })
}

describe('booked at the city', () => {
  test('a place becomes a booking of the centre, then a number; the city hears of it', () =>
    withCityHall(async (hall) => {
      const [slotAt] = await opened(hall)
      const made = await hall.ask('/reserve/bookings', booking(ann, slotAt))
      expect(made).toMatchObject({ status: 200, json: { state: 'BOOKED', canCancel: true, slotAt } })
      const { code } = made.json as { code: string }
      await pulled(hall, () => bookings(hall).length === 1)
      expect(bookings(hall)).toMatchObject([{ code, channel: 'city', serviceId: 'LC', state: 'BOOKED' }])
      // The day comes; the link is cut; the booking is here all the same.
      await hall.link.pause()
      hall.centre.clock.jumpTo(Date.parse(slotAt ?? '') - 5 * minute)
      hall.centre.clock.advance(1_000)
      await until(() => hall.centre.hub().centre.state().businessDay === slotAt?.slice(0, 10))
      const id = bookings(hall)[0]?.id ?? ''
      const guide = await hall.centre.staff('li')
      // The first paper does not come out: the booking is open again, there and at the city.
      const commandId = () => hall.centre.commandId()
      const body = { delivery: 'print', commandId: commandId() }
      const lost = await guide.granted('checkIn', { params: { id }, body })
      const failed = { printed: false, reason: 'paper-end', commandId: commandId() }
      await guide.granted('printResult', { params: { id: lost.id }, body: failed })
      expect(bookings(hall)[0]).toMatchObject({ state: 'BOOKED', ticketId: null })
      await hall.link.resume()
      await hall.drained()
      const open = await hall.ask('/reserve/find', { code, idNumber: ann.idNumber })
      expect(open.json).toMatchObject({ state: 'BOOKED' })
      await hall.link.pause()
      const ticket = await guide.granted('checkIn', {
        params: { id },
        body: { commandId: hall.centre.commandId() },
      })
      expect(ticket.state).toBe('WAITING')
      await hall.link.resume()
      await hall.drained()
      const found = await hall.ask('/reserve/find', { code, idNumber: ann.idNumber })
      expect(found.json).toMatchObject({ state: 'CHECKED_IN', canCancel: false })
      const { events } = await guide.granted('getEvents', { query: { limit: '1000' } })
      const kept = JSON.stringify([events, await hall.city.database.all('SELECT * FROM downlink')])
      expect(kept).not.toMatch(/例一|19800101|13800000001/)
      expect(hall.centre.logged.join()).not.toMatch(/例一|19800101|13800000001/)
    }))

  test('a booking taken back in time frees its place and is gone at the centre; too late it stays', () =>
    withCityHall(async (hall) => {
      const [first, second] = await opened(hall)
      const { code } = (await hall.ask('/reserve/bookings', booking(ann, first))).json as { code: string }
      const late = (await hall.ask('/reserve/bookings', booking(ben, second))).json as { code: string }
      await pulled(hall, () => bookings(hall).length === 2)
      expect((await hall.ask('/reserve/cancel', { code, idNumber: ben.idNumber })).status).toBe(404)
      expect(await hall.ask('/reserve/cancel', { code, idNumber: ann.idNumber })).toMatchObject({
        status: 200,
        json: { state: 'CANCELLED' },
      })
      await pulled(hall, () => bookings(hall).some(({ state }) => state === 'CANCELLED'))
      hall.centre.clock.jumpTo(Date.parse(second ?? '') - 60 * minute)
      const refused = await hall.ask('/reserve/cancel', { code: late.code, idNumber: ben.idNumber })
      expect(refused).toMatchObject({ status: 409, json: { code: 'too-late' } })
    }))

  test('moved at the desk while the city is away, it is at its new time there; the old place is sold again', () =>
    withCityHall(async (hall) => {
      const [first, second] = await opened(hall)
      const left = async () => {
        const { json } = await hall.ask('/reserve/slots?siteId=site-test&serviceId=LC')
        const { slots } = json as { slots: { slotAt: string; left: number }[] }
        return slots.slice(0, 2).map((slot) => slot.left)
      }
      const { code } = (await hall.ask('/reserve/bookings', booking(ann, first))).json as { code: string }
      await pulled(hall, () => bookings(hall).length === 1)
      expect(await left()).toEqual([1, 2])
      await hall.link.pause()
      const guide = await hall.centre.staff('li')
      const params = { id: bookings(hall)[0]?.id ?? '' }
      const body = () => ({ slotAt: second ?? '', commandId: hall.centre.commandId() })
      expect(await guide.granted('moveBooking', { params, body: body() })).toMatchObject({ slotAt: second })
      // Meanwhile the city sells what it knows to be free; both are admitted when they are heard.
      const sold = await hall.ask('/reserve/bookings', booking(ben, second))
      expect(sold.status).toBe(200)
      expect(await left()).toEqual([1, 1])
      await hall.link.resume()
      await hall.drained()
      const found = await hall.ask('/reserve/find', { code, idNumber: ann.idNumber })
      expect(found.json).toMatchObject({ slotAt: second, state: 'BOOKED', canCancel: true })
      expect(await left()).toEqual([2, 0])
      await pulled(hall, () => bookings(hall).length === 2)
      // The one place of the centre's own is taken: there is no third.
      const visitor = { name: '例三', idNumber: fictionalIdNumber(14) }
      const more = { serviceId: 'LC', slotAt: second ?? '', visitor, commandId: hall.centre.commandId() }
      expect(await guide.refusal('book', { body: more })).toBe('slot-full')
      await hall.ask('/reserve/cancel', { code, idNumber: ann.idNumber })
      await pulled(hall, () => bookings(hall).some(({ state }) => state === 'CANCELLED'))
      expect(await left()).toEqual([2, 1])
      expect((await hall.link.inbox()).filter(({ state }) => state === 'failed')).toEqual([])
    }))

  test('a slot is sold as often as it was granted, a day to a person once, and only to real numbers', () =>
    withCityHall(async (hall) => {
      const [slotAt, other] = await opened(hall)
      const people = [21, 22, 23, 24].map((n) => ({ ...ann, idNumber: fictionalIdNumber(n) }))
      const all = await Promise.all(
        people.map((person) => hall.ask('/reserve/bookings', booking(person, slotAt))),
      )
      expect(all.map(({ status }) => status).sort()).toEqual([200, 200, 409, 409])
      const again = people[all.findIndex(({ status }) => status === 200)] ?? ann
      expect(await hall.ask('/reserve/bookings', booking(again, other))).toMatchObject({
        json: { code: 'one-a-day' },
      })
      const wrong = { ...ann, idNumber: '310101198001010000' }
      expect(await hall.ask('/reserve/bookings', booking(wrong, other))).toMatchObject({ status: 422 })
      const today = new Date(hall.centre.clock.now() + 3_600_000).toISOString()
      expect(await hall.ask('/reserve/bookings', booking(ben, today))).toMatchObject({
        json: { code: 'slot-unknown' },
      })
      await pulled(hall, () => bookings(hall).length === 2)
      expect((await hall.link.inbox()).filter(({ state }) => state === 'failed')).toEqual([])
    }))

  test('who has missed three is not booked for a while', () =>
    withCityHall(async (hall) => {
      const [slotAt] = await opened(hall)
      const { code } = (await hall.ask('/reserve/bookings', booking(ann, slotAt))).json as { code: string }
      const { database } = hall.city
      const columns = 'site_id, service_id, slot_at, person, made_at'
      for (const n of [1, 2, 3])
        await database.run(
          `INSERT INTO reservations (id, day, code, state, ${columns})
           SELECT $1, $1, $1, 'BOOKING_MISSED', ${columns} FROM reservations WHERE code = $2`,
          `earlier-${n}`,
          code,
        )
      await hall.ask('/reserve/cancel', { code, idNumber: ann.idNumber })
      expect(await hall.ask('/reserve/bookings', booking(ann, slotAt))).toMatchObject({
        json: { code: 'too-many-missed' },
      })
    }))
})

describe('published by the city', () => {
  const both = (text: string) => ({ zh: text, en: text })
  const item = {
    serviceId: 'LC',
    name: both('法律咨询（新版）'),
    ...Object.fromEntries(
      ['summary', 'audience', 'basis', 'fee', 'timeLimit'].map((name) => [name, both('新')]),
    ),
    materials: [],
    procedure: [],
  }
  const notice = { title: both('停电通知'), body: both('明日停电'), priority: 'urgent', validUntil: null }

  test('a catalogue entry waits for the manager, a notice can go to the ticker; a stranger publishes nothing', () =>
    withCityHall(async (hall) => {
      await hall.drained()
      const entry = { msgType: 'SERVICE_ITEM', scope: '310117', data: item }
      expect((await hall.ask('/publications', entry)).status).toBe(401)
      expect(await hall.ask('/publications', entry, bureauToken)).toMatchObject({ json: { sites: 1 } })
      expect(await hall.ask('/publications', { ...entry, scope: '310101' }, bureauToken)).toMatchObject({
        json: { sites: 0 },
      })
      await hall.ask('/publications', { msgType: 'NOTICE', scope: '31', data: notice }, bureauToken)
      await pulled(hall, () => hall.link.status().received === 2)
      const manager = await hall.centre.staff('zhou')
      const state = () => hall.centre.hub().centre.state()
      const before = state().services.get('LC')
      expect(before?.name.zh).not.toBe(item.name.zh)
      const { items } = await manager.granted('cityInbox')
      expect(items.map(({ msgType, state: at }) => `${msgType} ${at}`)).toEqual([
        'NOTICE new',
        'SERVICE_ITEM new',
      ])
      for (const { seq } of items)
        await manager.granted('citySettle', { params: { seq: String(seq) }, body: { accept: true } })
      expect(state().services.get('LC')).toEqual({ ...before, ...item, id: 'LC', serviceId: undefined })
      expect(state().site?.notices[0]?.zh).toBe('停电通知')
    }))
})
