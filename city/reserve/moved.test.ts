import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import type { CityPurpose } from '#protocol'
import { fictionalIdNumber, startTestPostgres, testDefinition, testServices } from '#testing'
import { registryOf, startCity } from '../index.ts'
import { databases, emptyPlaces } from '../places.fixture.ts'
import { monday, secret, siteId, testLog, testSite } from '../site.fixture.ts'

const stores = emptyPlaces(startTestPostgres)
beforeAll(stores.open, 60_000)
afterAll(stores.close)
const hour = 3_600_000
const [early, late, later] = [24, 26, 50].map((hours) => monday + hours * hour) as [number, number, number]
const ann = { name: '例一', idNumber: fictionalIdNumber(12, '1980-01-01'), phone: '13800000001' }
const ben = { name: '例二', idNumber: fictionalIdNumber(13, '1950-01-01'), phone: '13800000002' }

/** A city with one site that has given two places at two times of tomorrow. */
async function openCity(store: string) {
  const city = await startCity({
    store,
    port: 0,
    host: '127.0.0.1',
    registry: registryOf({ [siteId]: secret }, null),
    secret: 'what visitors are known by, here',
    bureauToken: null,
    pages: null,
    clock: simulatedClock(monday),
  })
  const log = testLog()
  log.add('DayOpened', { businessDay: '2026-03-02' })
  const grant = (...times: readonly number[]) =>
    log.add('SlotsGranted', { serviceId: 'LC', slots: times.map((slotAt) => ({ slotAt, places: 2 })) })
  const post = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' }
    const answer = await fetch(`${city.url}/api/v1${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    return { status: answer.status, json: await answer.json() }
  }
  const site = testSite()
  const say = async (purpose: CityPurpose, content: unknown, epoch?: number) =>
    (await post('/exchange', site(purpose, content, epoch === undefined ? {} : { epoch }))).json.ack
  const [service] = testServices
  log.add('CentreConfigured', { site: (testDefinition() as { site: unknown }).site })
  log.add('ServiceSaved', { service: { ...service, booking: { slotMinutes: 60, capacity: 3, online: 2 } } })
  grant(early, late)
  await say('RECORDS', { records: log.records })
  return {
    city,
    log,
    grant,
    say,
    sayLog: () => say('RECORDS', { records: log.records }),
    async book(person: typeof ann, slotAt: number) {
      const asked = { siteId, serviceId: 'LC', slotAt: new Date(slotAt).toISOString(), ...person }
      const { json } = await post('/reserve/bookings', asked)
      const [made] = await city.database.all<{ id: string }>(
        'SELECT id FROM reservations WHERE code = $1',
        json.code,
      )
      const bookingId = made?.id ?? ''
      log.add('BookingMade', { bookingId, serviceId: 'LC', slotAt, channel: 'city', code: json.code })
      return { code: json.code as string, bookingId }
    },
    find: async (code: string, { idNumber }: typeof ann) =>
      (await post('/reserve/find', { code, idNumber })).json,
    cancel: (code: string, { idNumber }: typeof ann) => post('/reserve/cancel', { code, idNumber }),
    /** Places left at each time. */
    async left(...times: readonly number[]) {
      const answer = await fetch(`${city.url}/api/v1/reserve/slots?siteId=${siteId}&serviceId=LC`)
      const { slots } = (await answer.json()) as { slots: { slotAt: string; left: number }[] }
      return times.map((at) => slots.find(({ slotAt }) => Date.parse(slotAt) === at)?.left ?? null)
    },
  }
}
const iso = (at: number) => new Date(at).toISOString()

describe.each(databases)('a booking its centre has moved, at a city on %s', (store) => {
  const given = async (use: (city: Awaited<ReturnType<typeof openCity>>) => Promise<void>) => {
    const place = await stores[store]()
    if (place === null) return
    const opened = await openCity(place)
    await use(opened).finally(() => opened.city.close())
  }

  test('is shown at its new time; its old place is sold again, the new one is not; told twice it is once', () =>
    given(async ({ book, log, sayLog, find, left, cancel }) => {
      const { code, bookingId } = await book(ann, early)
      expect(await left(early, late)).toEqual([1, 2])
      log.add('BookingMoved', { bookingId, slotAt: late })
      for (let time = 0; time < 2; time += 1) {
        expect(await sayLog()).toMatchObject({ code: 0, rejected: [] })
        expect(await find(code, ann)).toMatchObject({ slotAt: iso(late), state: 'BOOKED', canCancel: true })
        expect(await left(early, late)).toEqual([2, 1])
      }
      log.add('BookingMoved', { bookingId, slotAt: early })
      log.add('BookingMoved', { bookingId, slotAt: late })
      await sayLog()
      expect(await left(early, late)).toEqual([2, 1])
      expect(await cancel(code, ann)).toMatchObject({ status: 200, json: { state: 'CANCELLED' } })
      expect(await left(early, late)).toEqual([2, 2])
    }))

  test('stays cancelled when its visitor was quicker; moved and given up in one message it is gone', () =>
    given(async ({ book, log, sayLog, find, left, cancel }) => {
      const [one, two] = [await book(ann, early), await book(ben, early)]
      await cancel(one.code, ann)
      log.add('BookingMoved', { bookingId: one.bookingId, slotAt: late })
      log.add('BookingMoved', { bookingId: two.bookingId, slotAt: late })
      log.add('BookingCancelled', { bookingId: two.bookingId, reason: '' })
      log.add('BookingMoved', { bookingId: 'made-at-the-desk', slotAt: late })
      expect(await sayLog()).toMatchObject({ code: 0, rejected: [] })
      for (const [code, person] of [[one.code, ann] as const, [two.code, ben] as const])
        expect(await find(code, person)).toMatchObject({ state: 'CANCELLED' })
      expect(await left(early, late)).toEqual([2, 2])
    }))

  test('may stand beside another of its visitor on that day, and at a time that is given only later', () =>
    given(async ({ book, log, grant, sayLog, find, left, cancel }) => {
      grant(later)
      await sayLog()
      const [one, two] = [await book(ann, early), await book(ann, later)]
      log.add('BookingMoved', { bookingId: two.bookingId, slotAt: late })
      log.add('BookingMoved', { bookingId: one.bookingId, slotAt: later + hour })
      expect(await sayLog()).toMatchObject({ code: 0, rejected: [] })
      expect(await find(two.code, ann)).toMatchObject({ slotAt: iso(late) })
      expect(await left(early, late, later)).toEqual([2, 1, 2])
      grant(later + hour)
      await sayLog()
      expect(await left(later + hour)).toEqual([1])
      await cancel(one.code, ann)
      expect(await left(later + hour)).toEqual([2])
    }))

  test('whose record was refused comes late, and what came after it waits', () =>
    given(async ({ book, log, say, sayLog, find, left }) => {
      const { code, bookingId } = await book(ann, early)
      const bad = log.add('BookingMoved', { bookingId, slotAt: 'tomorrow' })
      const gone = log.add('BookingCancelled', { bookingId, reason: '' })
      expect(await sayLog()).toMatchObject({
        code: 0,
        rejected: [{ revision: bad.revision }, { revision: gone.revision }],
      })
      expect(await find(code, ann)).toMatchObject({ slotAt: iso(early), state: 'BOOKED' })
      await say('LATE', { records: [{ ...bad, data: null, withheld: 'dropped' }] })
      await say('LATE', { records: [gone] })
      expect(await find(code, ann)).toMatchObject({ state: 'CANCELLED' })
      expect(await left(early, late)).toEqual([2, 2])
    }))

  test('is back where the log of the later hub has it when the move was superseded', () =>
    given(async ({ book, log, say, sayLog, find, left }) => {
      const [one, two] = [await book(ann, early), await book(ben, early)]
      log.add('BookingMoved', { bookingId: two.bookingId, slotAt: late })
      const next = log.fork(log.records.length, 2)
      log.add('BookingMoved', { bookingId: one.bookingId, slotAt: late })
      log.add('BookingMoved', { bookingId: two.bookingId, slotAt: early })
      await sayLog()
      expect(await left(early, late)).toEqual([1, 1])
      expect(await find(one.code, ann)).toMatchObject({ slotAt: iso(late) })
      const began = next.records.filter(({ type }) => type === 'EpochBegan')
      expect(await say('EPOCH', { began }, 2)).toMatchObject({ code: 0 })
      expect(await find(one.code, ann)).toMatchObject({ slotAt: iso(early) })
      expect(await find(two.code, ben)).toMatchObject({ slotAt: iso(late) })
      expect(await left(early, late)).toEqual([1, 1])
    }))
})
