import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CityRecord, cityCodes } from '#protocol'
import { startTestPostgres } from '#testing'
import {
  type CityDatabase,
  type Exchange,
  listEvents,
  listSites,
  listTickets,
  openCityDatabase,
  openExchange,
  registryOf,
} from './index.ts'
import { databases, emptyPlaces } from './places.fixture.ts'
import { monday, secret, siteId, testLog, testSite } from './site.fixture.ts'

const registry = registryOf({ [siteId]: secret, 'site-310101': secret }, null)
const stores = emptyPlaces(startTestPostgres)
beforeAll(stores.open, 60_000)
afterAll(stores.close)

async function withCity(
  store: (typeof databases)[number],
  use: (database: CityDatabase, exchange: Exchange) => Promise<void>,
): Promise<void> {
  const place = await stores[store]()
  if (place === null) return
  const database = await openCityDatabase(place)
  try {
    await use(database, openExchange(database, registry))
  } finally {
    await database.close()
  }
}

const without = (record: CityRecord): CityRecord => ({ ...record, data: null, withheld: 'parked' })

describe.each(databases)('a city on %s', (store) => {
  const given = (
    use: (
      database: CityDatabase,
      send: (type: 'RECORDS' | 'LATE', records: readonly CityRecord[]) => ReturnType<Exchange>,
    ) => Promise<void>,
  ) =>
    withCity(store, async (database, exchange) => {
      const site = testSite()
      await use(database, (type, records) => exchange(site(type, { records }), monday))
    })

  test('takes each record once and in order, however often and in whatever portions it comes', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      log.visit('A001')
      log.add('TicketIssued', { ticketId: 'T-A002', number: 'A002', serviceId: 'LC', delivery: 'spoken' })
      const [a, b] = [log.records.slice(0, 3), log.records.slice(2)]
      expect((await send('RECORDS', a)).ack).toMatchObject({ code: 0, accepted: 3, nextRevision: 4 })
      expect((await send('RECORDS', a)).ack).toMatchObject({ code: 0, accepted: 0, nextRevision: 4 })
      expect((await send('RECORDS', b)).ack).toMatchObject({ code: 0, accepted: 3, nextRevision: 7 })
      expect((await listEvents(database, siteId, 0, 10)).map(({ hash }) => hash)).toEqual(
        log.records.map(({ hash }) => hash),
      )
      const figures = { received: 6, ticketsToday: 2, waiting: 1, online: true }
      expect(await listSites(database, '', monday)).toMatchObject([figures])
      const tickets = await listTickets(database, siteId, 10)
      expect(tickets.map(({ number, state }) => `${number} ${state}`).sort()).toEqual([
        'A001 DONE',
        'A002 WAITING',
      ])
    }))

  test('a gap or a broken chain takes nothing and says where to go on', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      log.visit('A001')
      const [first, second, third] = log.records
      if (first === undefined || second === undefined || third === undefined) throw new Error('no log')
      await send('RECORDS', [first])
      expect((await send('RECORDS', [third])).ack).toMatchObject({
        code: cityCodes.sequenceGap,
        nextRevision: 2,
      })
      const changed = { ...second, data: { ...second.data, number: 'A009' } }
      expect((await send('RECORDS', [changed])).ack).toMatchObject({
        code: cityCodes.chainBroken,
        nextRevision: 2,
      })
      expect(await listEvents(database, siteId, 0, 10)).toHaveLength(1)
    }))

  test('another log of the same site takes nothing, also where its records are already there', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      log.visit('A001')
      await send('RECORDS', log.records)
      const other = testLog()
      other.add('DayOpened', { businessDay: '2026-03-03' })
      other.visit('A001')
      expect((await send('RECORDS', other.records)).ack).toMatchObject({
        code: cityCodes.chainBroken,
        accepted: 0,
      })
      const part = await send('RECORDS', other.records.slice(0, 2))
      expect(part.ack).toMatchObject({ code: cityCodes.chainBroken })
      const again = await send('RECORDS', log.records)
      expect(again.ack).toMatchObject({ code: cityCodes.ok, accepted: 0 })
      expect(await listEvents(database, siteId, 0, 99)).toHaveLength(log.records.length)
    }))

  test('what cannot be taken keeps its place, holds back its ticket only, and comes late', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      const bad = log.add('TicketIssued', { ticketId: 'T-bad', serviceId: 'LC', delivery: 'spoken' })
      const behind = log.add('TicketCalled', { ticketId: 'T-bad', counterId: '1' })
      log.visit('A001')
      const { ack } = await send('RECORDS', log.records)
      expect(ack).toMatchObject({ code: 0, accepted: 5, nextRevision: 8 })
      const refusals = [
        { revision: bad.revision, code: cityCodes.badRecord },
        { revision: behind.revision, code: cityCodes.waitsForEarlier },
      ]
      expect(ack.rejected).toMatchObject(refusals)
      // The receipt was lost: the same message again is told the same.
      expect((await send('RECORDS', log.records)).ack.rejected).toMatchObject(refusals)
      expect((await send('LATE', [behind])).ack.rejected).toMatchObject([{ code: cityCodes.waitsForEarlier }])
      await send('LATE', [{ ...bad, data: null, withheld: 'dropped' }])
      expect((await send('LATE', [behind])).ack.rejected).toMatchObject([{ code: cityCodes.unknownSubject }])
      expect(await listSites(database, '', monday)).toMatchObject([{ withheld: 2, ticketsToday: 1 }])
    }))

  test('a record with what no table can hold is refused alone, whatever it says', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      log.visit('A001')
      const issued = { ticketId: 'T-B', number: 'B001', serviceId: 'LC', delivery: 'spoken' }
      const leg = { counterId: { id: '1' } }
      const bad = [
        log.add('SlotsGranted', { serviceId: 'LC', slots: [{ slotAt: 9e15, places: 1 }] }),
        log.add('BookingMoved', { bookingId: 'b1', slotAt: Number.MAX_SAFE_INTEGER }),
        log.add('TicketIssued', { ...issued, number: 'B\u0000' }),
        log.add('TicketFinished', { ticketId: 'T\u0000', counterId: '1', outcome: 'done' }),
        log.add('DayClosed', { expired: ['T\u0000', 7] }),
        log.add('TicketIssued', { ...issued, ticketId: 'T-C', occurredAt: 1e300 }),
        log.add('TransitionUndone', { ticketId: 'T-D', ticket: { id: 'T-D', state: 'WAITING', leg } }),
        log.add('RatingLapsed', { ticketId: 'T-A001', leg: 1e308, counterId: '1' }),
      ]
      // A backslash before it makes it an ordinary text.
      log.add('AnnouncementEnded', { text: '\\u0000' })
      log.visit('A002')
      const { ack } = await send('RECORDS', log.records)
      expect(ack).toMatchObject({ code: 0, nextRevision: log.records.length + 1 })
      expect(ack.rejected.map(({ revision, code }) => [revision, code])).toEqual(
        bad.map(({ revision }) => [revision, cityCodes.badRecord]),
      )
      expect(await listSites(database, '', monday)).toMatchObject([{ ticketsToday: 2, withheld: bad.length }])
    }))

  test('a message with control characters in its names has not the form of one', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('Day\u0000Opened', { businessDay: '2026-03-02' }, 'SITE_EVENT')
      expect((await send('RECORDS', log.records)).ack.code).toBe(cityCodes.badFormat)
      expect(await listEvents(database, siteId, 0, 10)).toEqual([])
    }))

  test('a record that was withheld comes later, once, and only as it was announced', () =>
    given(async (database, send) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      const [issued, ...rest] = log.visit('A001')
      if (issued === undefined) throw new Error('no log')
      await send('RECORDS', [log.records[0] ?? issued, without(issued), ...rest.map(without)])
      expect(await listSites(database, '', monday)).toMatchObject([{ withheld: 4, ticketsToday: 0 }])
      const forged = { ...issued, data: { ...issued.data, number: 'A777' } }
      expect((await send('LATE', [forged])).ack.rejected).toMatchObject([{ code: cityCodes.chainBroken }])
      expect((await send('LATE', [...rest, issued])).ack).toMatchObject({ accepted: 4, rejected: [] })
      expect((await send('LATE', [issued])).ack).toMatchObject({ accepted: 0, rejected: [] })
      expect(await listSites(database, '', monday)).toMatchObject([
        { withheld: 0, ticketsToday: 1, waiting: 0 },
      ])
      expect(await listTickets(database, siteId, 10)).toMatchObject([
        { number: 'A001', state: 'DONE', events: 4 },
      ])
    }))

  test('sites do not see each other', () =>
    withCity(store, async (database, exchange) => {
      const [one, two] = [testLog(), testLog()]
      one.add('DayOpened', { businessDay: '2026-03-02' })
      two.add('DayOpened', { businessDay: '2026-03-02' })
      const other = testSite('site-310101')
      await exchange(testSite()('RECORDS', { records: one.records }), monday)
      const answer = await exchange(other('RECORDS', { records: two.records }), monday)
      expect(answer.ack).toMatchObject({ code: 0, accepted: 1 })
      expect(await listSites(database, '', monday)).toHaveLength(2)
    }))

  test('many messages of many sites at once: nothing lost, nothing twice', () =>
    withCity(store, async (database, exchange) => {
      const log = testLog()
      log.add('DayOpened', { businessDay: '2026-03-02' })
      for (let n = 1; n <= 20; n += 1) log.visit(`A${String(n).padStart(3, '0')}`)
      const sending = ['site-310117', 'site-310101'].flatMap((id) => {
        const site = testSite(id)
        // Overlapping stretches, sent all at once: those that come too early say where to go on.
        return [0, 20, 40, 60, 0, 20].map((from) =>
          site('RECORDS', { records: log.records.slice(from, from + 41) }),
        )
      })
      for (let round = 0; round < 4; round += 1)
        await Promise.all(
          sending.map(({ head, body }) => {
            const again = testSite(head.senderCode, secret, () => monday + round * 1_000)
            return exchange(again('RECORDS', JSON.parse(body)), monday)
          }),
        )
      for (const { senderCode } of sending.map(({ head }) => head)) {
        const site = testSite(senderCode, secret, () => monday + 60_000)
        for (const from of [0, 41])
          await exchange(site('RECORDS', { records: log.records.slice(from, from + 41) }), monday)
        const kept = await listEvents(database, senderCode, 0, 200)
        expect(kept.map(({ revision }) => revision)).toEqual(log.records.map(({ revision }) => revision))
      }
      expect(await listSites(database, '', monday)).toMatchObject([
        { ticketsToday: 20 },
        { ticketsToday: 20 },
      ])
    }))
})
