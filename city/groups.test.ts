import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type CityEnvelope, cityCodes, type ExchangeReply } from '#protocol'
import { startTestPostgres } from '#testing'
import { type CityDatabase, listEvents, openCityDatabase, openExchange, registryOf } from './index.ts'
import { databases, emptyPlaces } from './places.fixture.ts'
import { monday, secret, testLog, testSite } from './site.fixture.ts'
import type { Statements } from './store/database.ts'

const ids = Array.from({ length: 8 }, (_, n) => `site-${n}`)
const registry = registryOf(Object.fromEntries(ids.map((id) => [id, secret])), null)
const stores = emptyPlaces(startTestPostgres)
beforeAll(stores.open, 60_000)
afterAll(stores.close)

const log = testLog()
log.add('DayOpened', { businessDay: '2026-03-02' })
log.visit('A001')
log.visit('A002')
const records = (from: number, to: number) => ({ records: log.records.slice(from, to) })

/** Lets transactions wait until everything has been sent, and counts how many messages each kept. */
function gated(database: CityDatabase, transaction = database.transaction) {
  const sizes: number[] = []
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  const counted = (statements: Statements): Statements => ({
    ...statements,
    put: async (table, rows, known) => {
      if (table.name === 'sites' && known === 'replace') sizes.push(rows.length)
      await statements.put(table, rows, known)
    },
  })
  const gate: CityDatabase = {
    ...database,
    transaction: (work) => opened.then(() => transaction((statements) => work(counted(statements)))),
  }
  return { gate, sizes, open }
}

/** Sends messages at the same time; those after the first two find both lanes taken and go as one group. */
async function sendAtOnce(
  { gate, open }: ReturnType<typeof gated>,
  messages: readonly CityEnvelope[],
): Promise<PromiseSettledResult<ExchangeReply>[]> {
  const exchange = openExchange(gate, registry)
  const sent = messages.map((message) => exchange(message, monday))
  open()
  return Promise.allSettled(sent)
}

const ackOf = (answer: PromiseSettledResult<ExchangeReply> | undefined) =>
  answer?.status === 'fulfilled' ? answer.value.ack : null

/** Sites of which the city does not hold what its receipts say, whole and in order. */
async function untrue(
  database: CityDatabase,
  messages: readonly CityEnvelope[],
  answers: readonly PromiseSettledResult<ExchangeReply>[],
): Promise<string[]> {
  const found: string[] = []
  for (const [index, { head }] of messages.entries()) {
    const told = ackOf(answers[index])?.nextRevision ?? 1
    const held = (await listEvents(database, head.senderCode, 0, 100)).map(({ hash }) => hash)
    const isPart = log.records.slice(0, held.length).every(({ hash }, place) => held[place] === hash)
    if (!isPart || held.length < told - 1) found.push(head.senderCode)
  }
  return found
}

const oneEach = () => ids.map((id) => testSite(id)('RECORDS', records(0, 5)))

describe.each(databases)('messages that come together, on %s', (store) => {
  const given = async (use: (database: CityDatabase) => Promise<void>) => {
    const place = await stores[store]()
    if (place === null) return
    const database = await openCityDatabase(place)
    await use(database).finally(() => database.close())
  }

  test('of different sites are one transaction', () =>
    given(async (database) => {
      const way = gated(database)
      const messages = oneEach()
      const answers = await sendAtOnce(way, messages)
      expect(way.sizes.toSorted()).toEqual([1, 1, 6])
      for (const answer of answers) expect(ackOf(answer)).toMatchObject({ code: 0, accepted: 5 })
      expect(await untrue(database, messages, answers)).toEqual([])
    }))

  test('one that the database cannot keep spoils no other', () =>
    given(async (database) => {
      const refusing: CityDatabase['transaction'] = (work) =>
        database.transaction((statements) =>
          work({
            ...statements,
            put: (table, rows, known) =>
              table.name === 'events' && rows.some(({ site_id }) => site_id === 'site-5')
                ? Promise.reject(new Error('invalid byte sequence'))
                : statements.put(table, rows, known),
          }),
        )
      const messages = oneEach()
      const answers = await sendAtOnce(gated(database, refusing), messages)
      expect(answers.map((answer) => ackOf(answer)?.accepted ?? null)).toEqual([5, 5, 5, 5, 5, null, 5, 5])
      expect(await untrue(database, messages, answers)).toEqual([])
      expect(await listEvents(database, 'site-5', 0, 100)).toEqual([])
    }))

  test('one that is refused takes nothing of the others', () =>
    given(async (database) => {
      const messages = [
        ...oneEach().slice(0, 3),
        testSite('site-3')('RECORDS', records(3, 5)),
        testSite('site-4')('RECORDS', { records: 'none' }),
        testSite('site-5')('RECORDS', records(0, 5), { epoch: 2 }),
        testSite('site-6')('HEARTBEAT', {}),
        testSite('site-7')('RECORDS', records(0, 9)),
      ]
      const answers = await sendAtOnce(gated(database), messages)
      const { sequenceGap, badFormat, epochUnknown } = cityCodes
      const codes = [0, 0, 0, sequenceGap, badFormat, epochUnknown, 0, 0]
      expect(answers.map((answer) => ackOf(answer)?.code)).toEqual(codes)
      expect(answers.map((answer) => ackOf(answer)?.accepted)).toEqual([5, 5, 5, 0, 0, 0, 0, 9])
      expect(await untrue(database, messages, answers)).toEqual([])
    }))

  test.each(['before', 'after'] as const)('a connection lost just %s the commit: each once', (moment) =>
    given(async (database) => {
      let turns = 0
      const breaking: CityDatabase['transaction'] = async (work) => {
        turns += 1
        const isLost = turns === 3
        const result = await database.transaction(async (statements) => {
          const answer = await work(statements)
          if (isLost && moment === 'before') throw new Error('lost')
          return answer
        })
        if (isLost) throw new Error('lost')
        return result
      }
      const messages = oneEach()
      const answers = await sendAtOnce(gated(database, breaking), messages)
      for (const answer of answers) expect(ackOf(answer)).toMatchObject({ code: 0, nextRevision: 6 })
      const again = moment === 'after' ? 0 : 5
      expect(answers.map((answer) => ackOf(answer)?.accepted)).toEqual([5, 5, ...Array(6).fill(again)])
      expect(await untrue(database, messages, answers)).toEqual([])
    }),
  )

  test('the same message twice is told the same, its records are there once', () =>
    given(async (database) => {
      const messages = oneEach().flatMap((message) => [message, message])
      const way = gated(database)
      const answers = await sendAtOnce(way, messages)
      expect(answers.map((answer) => ackOf(answer)?.accepted)).toEqual(ids.flatMap(() => [5, 0]))
      expect(answers.map((answer) => ackOf(answer)?.nextRevision)).toEqual(messages.map(() => 6))
      expect(Math.max(...way.sizes)).toBeGreaterThan(1)
      expect(await untrue(database, messages, answers)).toEqual([])
    }))

  test('two messages of a site in the wrong order: the site is told where to go on, nothing is lost', () =>
    given(async (database) => {
      const [others, site] = [oneEach().slice(0, 6), testSite('site-7')]
      const [first, second] = [site('RECORDS', records(0, 5)), site('RECORDS', records(5, 9))]
      const messages = [...others, second, first]
      const answers = await sendAtOnce(gated(database), messages)
      expect(ackOf(answers[6])).toMatchObject({ code: cityCodes.sequenceGap, nextRevision: 1 })
      expect(ackOf(answers[7])).toMatchObject({
        code: cityCodes.replayed,
        nextRevision: 1,
        nextSeq: second.head.seq + 1,
      })
      const again = [site('RECORDS', records(0, 5)), site('RECORDS', records(5, 9))]
      const taken = await sendAtOnce(gated(database), again)
      expect(taken.map((answer) => ackOf(answer)?.accepted)).toEqual([5, 4])
      expect(await untrue(database, [...messages, ...again], [...answers, ...taken])).toEqual([])
    }))

  test('the check finds receipts that were given before the commit', () =>
    given(async (database) => {
      const hasty: CityDatabase['transaction'] = async (work) => {
        const answers: Awaited<ReturnType<typeof work>>[] = []
        await database
          .transaction(async (statements) => {
            answers.push(await work(statements))
            throw new Error('the power went')
          })
          .catch(() => undefined)
        return answers[0] as Awaited<ReturnType<typeof work>>
      }
      const messages = oneEach()
      const answers = await sendAtOnce(gated(database, hasty), messages)
      expect(await untrue(database, messages, answers)).toEqual(ids)
    }))
})
