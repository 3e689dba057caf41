import { describe, expect, test } from 'vitest'
import { listEvents, listSites, listTickets } from '#city'
import { cityCodes } from '#protocol'
import { linkTo, until, withCityHall } from './support/city_hall.ts'

const site = 'site-test'
const minute = 60_000

async function visits(hall: Parameters<Parameters<typeof withCityHall>[0]>[0], count: number): Promise<void> {
  const kiosk = hall.centre.device('kiosk-1')
  for (let n = 0; n < count; n += 1) {
    const body = { serviceId: 'LC', anonymous: true, delivery: 'spoken', commandId: hall.centre.commandId() }
    await kiosk.granted('issueTicket', { body })
  }
}

describe('a centre and its city', () => {
  test('hold the same log, once and in order', () =>
    withCityHall(async (hall) => {
      await visits(hall, 12)
      await hall.drained()
      const here = await hall.centre.hub().log.eventsAfter(0, 1_000)
      const there = await listEvents(hall.city.database, site, 0, 1_000)
      expect(there.map(({ hash }) => hash)).toEqual(here.map(({ hash }) => hash))
      expect(hall.link.status()).toMatchObject({
        state: 'idle',
        pending: 0,
        parked: 0,
        version: '2.0',
        trouble: null,
      })
      expect(await listSites(hall.city.database, '', hall.centre.clock.now())).toMatchObject([
        { ticketsToday: 12, waiting: 12, areaCode: '310117', online: true },
      ])
    }))

  test('a city that was set back to an older copy is sent again what it has lost', () =>
    withCityHall(async (hall) => {
      await visits(hall, 3)
      await hall.drained()
      const { database } = hall.city
      await database.run('DROP TRIGGER events_remain')
      for (const table of ['events', 'tickets', 'services', 'sites'])
        await database.run(`DELETE FROM ${table}`)
      await visits(hall, 1)
      await hall.drained()
      const kept = await listEvents(database, site, 0, 1_000)
      expect(kept.map(({ revision }) => revision)).toEqual(
        Array.from({ length: hall.centre.hub().log.head() }, (_, index) => index + 1),
      )
    }))

  test('a record the city refuses is parked, its ticket waits behind it, the rest goes on', () =>
    withCityHall(async (hall) => {
      await visits(hall, 2)
      await hall.drained()
      const { database } = hall.city
      // The city has lost a ticket: what comes of it later has no subject there.
      const [lost] = await listTickets(database, site, 1)
      await database.run('DELETE FROM tickets WHERE ticket_id = $1', lost?.ticketId ?? '')
      const guide = await hall.centre.staff('li')
      const cancel = (id: string) =>
        guide.granted('cancelTicket', {
          params: { id },
          body: { reason: 'test', commandId: hall.centre.commandId() },
        })
      await cancel(lost?.ticketId ?? '')
      await visits(hall, 1)
      await hall.drained()
      const [parked] = await hall.link.parked()
      expect(parked).toMatchObject({
        code: cityCodes.unknownSubject,
        state: 'parked',
        type: 'TicketCancelled',
      })
      expect(hall.link.status()).toMatchObject({ parked: 1, pending: 0 })
      expect(await hall.link.retry(parked?.revision ?? 0)).toMatchObject({
        value: { sent: 0, stillParked: 1 },
      })
      const manager = await hall.centre.staff('zhou')
      const params = { revision: String(parked?.revision) }
      expect(await guide.refusal('cityDrop', { params, body: { reason: 'known to the bureau' } })).toBe(
        'forbidden',
      )
      expect(await manager.refusal('cityDrop', { params, body: { reason: '' } })).toBe('invalid')
      await manager.granted('cityDrop', { params, body: { reason: 'known to the bureau' } })
      await until(() => hall.link.status().parked === 0)
      expect(await hall.link.parked()).toMatchObject([
        { state: 'dropped', reason: 'known to the bureau', droppedBy: 'manager-1' },
      ])
      expect(hall.centre.logged.some((line) => line.includes('given up') && line.includes('manager-1'))).toBe(
        true,
      )
    }))

  test('a pause holds everything back until it is ended, also over a restart', () =>
    withCityHall(async (hall) => {
      await hall.drained()
      await hall.link.pause()
      await visits(hall, 2)
      expect(hall.link.status()).toMatchObject({ state: 'paused', pending: 4 - 2 })
      await hall.link.close()
      const second = linkTo(hall.centre, hall.city.url)
      await until(() => second.status().state === 'paused')
      hall.centre.clock.advance(minute)
      expect(second.status().pending).toBe(2)
      await second.resume()
      await until(() => second.status().pending === 0)
      await second.close()
    }))

  test('of two hubs of a centre one sends, and the other takes over when it is silent', () =>
    withCityHall(async (hall) => {
      await hall.drained()
      const second = linkTo(hall.centre, hall.city.url)
      await until(() => second.status().state === 'standby')
      await hall.link.close()
      hall.centre.clock.advance(minute)
      await visits(hall, 1)
      await until(() => second.status().state === 'idle' && second.status().pending === 0)
      await second.close()
    }))

  test('the reconciliation finds a planted gap, mends it, and says when it cannot', () =>
    withCityHall(async (hall) => {
      await visits(hall, 5)
      await hall.drained()
      expect(await hall.link.reconcile('2026-03-02')).toMatchObject({ value: { agrees: true, missing: [] } })
      const { database } = hall.city
      await database.run('DROP TRIGGER events_remain')
      await database.run('DELETE FROM events WHERE revision = (SELECT MAX(revision) - 2 FROM events)')
      await database.run("DELETE FROM tickets WHERE number = 'A003'")
      expect(await hall.link.reconcile('2026-03-02')).toMatchObject({ value: { agrees: true, missing: [] } })
      expect(await listTickets(database, site, 10)).toHaveLength(5)
      // One that cannot be mended: another record stands in its place.
      await database.run('DROP TRIGGER events_stay')
      await database.run("UPDATE events SET hash = 'forged' WHERE revision = 3")
      const found = await hall.link.reconcile('2026-03-02')
      expect(found).toMatchObject({ value: { agrees: false } })
      expect(hall.link.status().lastReconciliation?.reply.differences).toHaveLength(1)
    }))

  test('yesterday is compared by itself when it is over', () =>
    withCityHall(async (hall) => {
      await visits(hall, 2)
      await hall.drained()
      hall.centre.clock.advance(24 * 60 * minute)
      await until(() => {
        hall.centre.clock.advance(1_000)
        return hall.link.status().lastReconciliation?.reply.day === '2026-03-02'
      })
      expect(hall.link.status().lastReconciliation?.reply.agrees).toBe(true)
    }))
})
