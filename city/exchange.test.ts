import { describe, expect, test } from 'vitest'
import { type CityEnvelope, type CityRecord, cityCodes } from '#protocol'
import { digestOf, receive, signMessage } from './exchange.ts'
import { listEvents, listSites, listTickets } from './queries.ts'
import { openCityDatabase } from './store.ts'

const site = 'site-310117'
const key = 'a shared secret of this test'
const keys = new Map([[site, key]])
const now = Date.parse('2026-03-02T01:00:00Z')

function record(revision: number, type: string, data: Record<string, unknown>): CityRecord {
  const msgType = type.startsWith('Ticket') ? 'TICKET_EVENT' : 'SITE_EVENT'
  return {
    revision,
    msgType,
    at: '2026-03-02T01:00:00.000Z',
    type,
    data,
    prevHash: `h${revision - 1}`,
    hash: `h${revision}`,
  }
}

const issued = (revision: number, number: string) =>
  record(revision, 'TicketIssued', { ticketId: `T-${number}`, number, serviceId: 'LC', delivery: 'print' })

function message(
  records: readonly CityRecord[],
  patch: Partial<CityEnvelope['head']> = {},
  secret = key,
): CityEnvelope {
  const body = JSON.stringify({ records })
  const head = {
    msgId: 'm-1',
    version: '1.0',
    senderCode: site,
    receiverCode: '310000',
    sendTime: '2026-03-02T01:00:00.000Z',
    headRevision: 9,
    digest: digestOf(body),
    ...patch,
  }
  return { head: { ...head, sign: signMessage(secret, head.msgId, head.sendTime, head.digest) }, body }
}

const day = record(1, 'DayOpened', { businessDay: '2026-03-02' })

describe('the city takes in what its sites send', () => {
  test('each event once and in order, however often and in whatever portions it comes', () => {
    const database = openCityDatabase(':memory:')
    expect(receive(database, keys, message([day, issued(2, 'A001')]), now)).toMatchObject({
      code: 0,
      nextRevision: 3,
    })
    expect(receive(database, keys, message([day, issued(2, 'A001')]), now)).toMatchObject({
      code: 0,
      accepted: 0,
    })
    const overlapping = [issued(2, 'A001'), issued(3, 'A002')]
    expect(receive(database, keys, message(overlapping), now)).toMatchObject({ accepted: 1, nextRevision: 4 })
    expect(listEvents(database, site, 0, 10).map((each) => each.revision)).toEqual([1, 2, 3])
    expect(listTickets(database, site, 10)).toHaveLength(2)
    expect(listSites(database)).toMatchObject([{ siteId: site, received: 3, head: 9, ticketsToday: 2 }])
    database.close()
  })

  test('a gap or a broken chain takes nothing and says where to go on', () => {
    const database = openCityDatabase(':memory:')
    receive(database, keys, message([day]), now)
    const gap = receive(database, keys, message([issued(3, 'A001')]), now)
    expect(gap).toMatchObject({ code: cityCodes.sequenceGap, nextRevision: 2, accepted: 0 })
    const forged = { ...issued(2, 'A001'), prevHash: 'not h1' }
    expect(receive(database, keys, message([forged]), now)).toMatchObject({
      code: cityCodes.chainBroken,
      nextRevision: 2,
    })
    expect(listEvents(database, site, 0, 10)).toHaveLength(1)
    database.close()
  })

  test.each([
    ['another digest', message([day], { digest: digestOf('{}') }), cityCodes.badDigest],
    ['another secret', message([day], {}, 'somebody else'), cityCodes.badSignature],
    ['an unknown site', message([day], { senderCode: 'site-000000' }), cityCodes.unknownSite],
    ['another version', message([day], { version: '9.9' }), cityCodes.badVersion],
    ['no message at all', { hello: 1 }, cityCodes.badFormat],
  ])('refuses %s', (_name, given, code) => {
    const database = openCityDatabase(':memory:')
    expect(receive(database, keys, given, now).code).toBe(code)
    expect(listEvents(database, site, 0, 10)).toEqual([])
    database.close()
  })
})
