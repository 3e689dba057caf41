import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CityHead, type CityPurpose, type CityRecord, cityCodes } from '#protocol'
import { startTestPostgres } from '#testing'
import {
  type CityDatabase,
  type Exchange,
  listEvents,
  listSites,
  listSuperseded,
  listTickets,
  openCityDatabase,
  openExchange,
  registryOf,
} from './index.ts'
import { databases, emptyPlaces } from './places.fixture.ts'
import { monday, secret, siteId, type TestLog, testLog, testSite } from './site.fixture.ts'

const registry = registryOf({ [siteId]: secret }, null)
const places = emptyPlaces(startTestPostgres)
beforeAll(places.open, 60_000)
afterAll(places.close)
type Say = (purpose: CityPurpose, content: unknown, epoch?: number) => ReturnType<Exchange>

/** A day of three visits, the last of which a hub that is lost had told the city of. */
function firstLog(): TestLog {
  const log = testLog()
  log.add('DayOpened', { businessDay: '2026-03-02' })
  log.visit('A001')
  log.add('TicketIssued', { ticketId: 'T-A002', number: 'A002', serviceId: 'LC', delivery: 'spoken' })
  return log
}
const began = ({ records }: TestLog) => ({ began: records.filter(({ type }) => type === 'EpochBegan') })
const hashes = (records: readonly Pick<CityRecord, 'hash'>[]) => records.map(({ hash }) => hash)

describe.each(databases)('epochs at a city on %s', (store) => {
  const given = async (use: (database: CityDatabase, say: Say) => Promise<void>) => {
    const place = await places[store]()
    if (place === null) return
    const database = await openCityDatabase(place)
    const site = testSite()
    const exchange = openExchange(database, registry)
    const say: Say = (purpose, content, epoch) => {
      const patch: Partial<CityHead> = epoch === undefined ? {} : { epoch }
      return exchange(site(purpose, content, patch), monday)
    }
    await use(database, say).finally(() => database.close())
  }
  const row = async (database: CityDatabase) => (await listSites(database, '', monday))[0]

  test('the log of the later hub is the site’s; what the other had told is kept beside it', () =>
    given(async (database, say) => {
      const old = firstLog()
      const fork = old.records.length
      const next = old.fork(fork, 2)
      // Told by the old hub after the fork: A002 is called there, A003 given.
      old.add('TicketCalled', { ticketId: 'T-A002', counterId: '1' })
      old.visit('A003')
      next.add('TicketIssued', { ticketId: 'T-B', number: 'A003', serviceId: 'LC', delivery: 'spoken' })
      await say('RECORDS', { records: old.records })
      expect(await row(database)).toMatchObject({ ticketsToday: 3, waiting: 0, epoch: 1 })

      // Nothing is taken over silently: neither by its records nor by a heartbeat.
      for (const [purpose, content] of [
        ['RECORDS', { records: next.records.slice(fork) }],
        ['HEARTBEAT', {}],
      ] as const)
        expect((await say(purpose, content, 2)).ack.code).toBe(cityCodes.epochUnknown)

      expect((await say('EPOCH', began(next), 2)).ack).toMatchObject({ code: 0, nextRevision: fork + 1 })
      expect(await row(database)).toMatchObject({ epoch: 2, ticketsToday: 2, waiting: 1, superseded: 5 })
      const taken = await say('RECORDS', { records: next.records.slice(fork) }, 2)
      expect(taken.ack).toMatchObject({ code: 0, accepted: 2, rejected: [] })
      expect(hashes(await listEvents(database, siteId, 0, 100))).toEqual(hashes(next.records))
      expect(hashes(await listSuperseded(database, siteId, 0, 100))).toEqual(hashes(old.records.slice(fork)))
      const tickets = await listTickets(database, siteId, 10)
      expect(tickets.map(({ ticketId, state, events }) => `${ticketId} ${state} ${events}`).sort()).toEqual([
        'T-A001 DONE 4',
        'T-A002 WAITING 1',
        'T-B WAITING 1',
      ])

      // The old hub hears from the city that it has been replaced, and by what proof; nothing of it is taken.
      const late = await say('RECORDS', { records: old.records.slice(fork) })
      expect(late.ack).toMatchObject({ code: cityCodes.fenced, accepted: 0 })
      expect(late.laterEpoch).toMatchObject({ epoch: 2, hubId: 'hub-2', proof: 'p', fromRevision: fork })
      expect((await say('EPOCH', began(next))).ack.code).toBe(cityCodes.fenced)
      // The same beginning again changes nothing.
      expect((await say('EPOCH', began(next), 2)).ack).toMatchObject({ code: 0, nextRevision: fork + 3 })
    }))

  test('a hub two promotions later takes over at the first fork the city has not heard of', () =>
    given(async (database, say) => {
      const old = firstLog()
      const second = old.fork(3, 2)
      second.add('TicketFinished', { ticketId: 'T-A001', counterId: '1', outcome: 'done' })
      const third = second.fork(second.records.length, 3)
      await say('RECORDS', { records: old.records })
      expect((await say('EPOCH', { began: began(third).began.slice(1) }, 3)).ack.code).toBe(
        cityCodes.chainBroken,
      )
      expect((await say('EPOCH', began(third), 3)).ack).toMatchObject({ code: 0, nextRevision: 4 })
      expect((await say('RECORDS', { records: third.records }, 3)).ack.code).toBe(cityCodes.ok)
      expect(hashes(await listEvents(database, siteId, 0, 100))).toEqual(hashes(third.records))
    }))

  test('a city that is behind the fork has nothing to put aside', () =>
    given(async (database, say) => {
      const old = firstLog()
      const next = old.fork(old.records.length, 2)
      await say('RECORDS', { records: old.records.slice(0, 2) })
      expect((await say('EPOCH', began(next), 2)).ack).toMatchObject({ code: 0, nextRevision: 3 })
      expect((await say('RECORDS', { records: next.records }, 2)).ack).toMatchObject({ code: 0 })
      expect(await row(database)).toMatchObject({ superseded: 0, received: next.records.length })
    }))

  test('a log that shares nothing with the site’s is refused, and so is a beginning that is none', () =>
    given(async (database, say) => {
      const [mine, other] = [firstLog(), testLog('2026-03-02T02:00:00.000Z')]
      await say('RECORDS', { records: mine.records })
      other.add('DayOpened', { businessDay: '2026-03-02' })
      const strange = other.fork(1, 2)
      expect((await say('EPOCH', began(strange), 2)).ack.code).toBe(cityCodes.chainBroken)
      const right = mine.fork(3, 2)
      const [record] = began(right).began
      const forged = { ...record, data: { ...record?.data, fromRevision: 1 } }
      for (const [content, epoch] of [
        [{ began: [forged] }, 2],
        [{ began: [mine.records[0]] }, 2],
        [began(right), 3],
        [{ began: [] }, 2],
      ] as const)
        expect((await say('EPOCH', content, epoch)).ack.code).toBe(cityCodes.badFormat)
      expect(await row(database)).toMatchObject({ epoch: 1, received: mine.records.length, superseded: 0 })
    }))

  test('records leave the log only by standing beside it', () =>
    given(async (database, say) => {
      await say('RECORDS', { records: firstLog().records })
      await expect(database.run('DELETE FROM events WHERE revision = 2')).rejects.toThrow('never removed')
      await expect(database.run("UPDATE events SET data = '{}' WHERE revision = 2")).rejects.toThrow()
    }))
})
