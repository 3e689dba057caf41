import { expect, test } from 'vitest'
import { canonicalJson } from '#domain'
import { type CityEnvelope, cityCodes, envelopeFromXml, envelopeToXml } from '#protocol'
import { openCityDatabase, openExchange, registryOf } from './index.ts'
import { monday, secret, siteId, testLog, testSite } from './site.fixture.ts'

const registry = registryOf({ [siteId]: secret }, null)

async function codeOf(message: unknown, now = monday): Promise<number> {
  const database = await openCityDatabase(':memory:')
  const { ack } = await openExchange(database, registry)(message, now)
  await database.close()
  return ack.code
}

const records = () => {
  const log = testLog()
  log.add('DayOpened', { businessDay: '2026-03-02' })
  return { records: log.records }
}
const sent = (message: CityEnvelope, head: Partial<CityEnvelope['head']>) => ({
  ...message,
  head: { ...message.head, ...head },
})

test.each<[string, unknown, number]>([
  ['another digest', testSite()('RECORDS', records(), { digest: 'SHA-256:00' }), cityCodes.badDigest],
  [
    'another secret',
    testSite(siteId, 'somebody else entirely')('RECORDS', records()),
    cityCodes.badSignature,
  ],
  [
    'a head changed after it was signed',
    sent(testSite()('RECORDS', records()), { headRevision: 1 }),
    cityCodes.badSignature,
  ],
  [
    'another algorithm',
    sent(testSite()('RECORDS', records()), { sign: 'SM2-SM3:00' }),
    cityCodes.badSignature,
  ],
  ['an unknown site', testSite('site-000000')('RECORDS', records()), cityCodes.unknownSite],
  ['another version', testSite()('RECORDS', records(), { version: '9.9' }), cityCodes.badVersion],
  ['a body of another purpose', testSite()('PULL', records()), cityCodes.badFormat],
  [
    'a message id with a line end',
    testSite()('RECORDS', records(), { msgId: 'one\ntwo' }),
    cityCodes.badFormat,
  ],
  [
    'a number after which there is none',
    testSite()('RECORDS', records(), { seq: Number.MAX_SAFE_INTEGER }),
    cityCodes.badFormat,
  ],
  ['no message at all', { hello: 1 }, cityCodes.badFormat],
  ['nothing', null, cityCodes.badFormat],
])('refuses %s', async (_name, message, code) => {
  expect(await codeOf(message)).toBe(code)
})

test('a message is good for ten minutes, by the clock of the city', async () => {
  expect(await codeOf(testSite()('HEARTBEAT', {}), monday + 599_000)).toBe(cityCodes.ok)
  expect(await codeOf(testSite()('HEARTBEAT', {}), monday + 601_000)).toBe(cityCodes.outOfWindow)
  expect(await codeOf(testSite()('HEARTBEAT', {}), monday - 601_000)).toBe(cityCodes.outOfWindow)
})

test('an older message played again is refused, the latest one is answered the same', async () => {
  const database = await openCityDatabase(':memory:')
  const site = testSite()
  const exchange = openExchange(database, registry)
  const [first, second] = [site('RECORDS', records()), site('HEARTBEAT', {})]
  await exchange(first, monday)
  expect((await exchange(first, monday)).ack).toMatchObject({ code: 0, nextRevision: 2 })
  await exchange(second, monday)
  const replayed = (await exchange(first, monday)).ack
  expect(replayed).toMatchObject({ code: cityCodes.replayed, nextSeq: second.head.seq + 1 })
  await database.close()
})

test('the XML form of a message is the same message', async () => {
  const body = canonicalJson({
    records: [{ ...records().records[0], data: { businessDay: '2026-03-02', 备注: '<&>"\n\t' } }],
  })
  const message = testSite()('RECORDS', JSON.parse(body))
  expect(envelopeFromXml(envelopeToXml({ ...message, body }))).toEqual({
    ok: true,
    value: { head: message.head, body },
  })
})

test('documents are kept by id and version: a later one replaces, an earlier one does not', async () => {
  const database = await openCityDatabase(':memory:')
  const log = testLog()
  const report = (version: number, visits: number) => ({
    id: 'MR-2026-02',
    version,
    period: '2026-02',
    from: '2026-02-01',
    to: '2026-02-28',
    signedBy: 'manager-1',
    figures: { visits },
  })
  log.add('ReportSubmitted', report(1, 10), 'MONTHLY_REPORT')
  log.add('ReportSubmitted', report(3, 30), 'MONTHLY_REPORT')
  log.add('ReportSubmitted', report(2, 20), 'MONTHLY_REPORT')
  log.add('LedgerWritten', { id: 'L-1', version: 1, minutes: 90 }, 'ADVISER_LEDGER')
  log.add('Whatever', {}, 'NOT_IN_THE_TABLE')
  const { ack } = await openExchange(database, registry)(
    testSite()('RECORDS', { records: log.records }),
    monday,
  )
  expect(ack).toMatchObject({
    accepted: 3,
    rejected: [
      { revision: 4, code: cityCodes.badRecord },
      { revision: 5, code: cityCodes.unknownType },
    ],
  })
  const kept = await database.all<{ version: number; data: string }>('SELECT version, data FROM documents')
  expect(kept).toHaveLength(1)
  expect(kept[0]?.version).toBe(3)
  expect(JSON.parse(kept[0]?.data ?? '')).toMatchObject({ figures: { visits: 30 } })
  await database.close()
})
