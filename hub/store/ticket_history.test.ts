import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest'
import { present, simulatedClock } from '#basics'
import { event } from '#domain'
import { startTestPostgres } from '#testing'
import { chain, genesisHash } from './chain.ts'
import type { Batch, EventStore, SealedField, TicketRow, VisitRow } from './event_store.ts'
import { openStores, type StoreChoice, type Stores } from './stores.ts'
import {
  bounds,
  partsOfNumber,
  placeOf,
  type TicketPage,
  type TicketPlace,
  type TicketQuery,
} from './ticket_history.ts'

const server = await startTestPostgres()
afterAll(() => server?.close())
let opened: Stores | null = null
let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-history-'))
})
afterEach(async () => {
  await opened?.close()
  opened = null
  rmSync(folder, { recursive: true, force: true })
})

const openAt = async (choice: StoreChoice): Promise<EventStore> => {
  opened = await openStores(choice, folder, simulatedClock(0))
  return opened.events
}
const openers: [string, () => Promise<EventStore>][] = [
  ['memory', () => openAt('memory')],
  ['sqlite', () => openAt('sqlite')],
]
if (server !== null) openers.push(['postgres', async () => openAt(await server.freshDatabase())])

const batch = (changes: Partial<Batch>): Batch => ({
  site: 's',
  at: 1,
  entries: [],
  issued: [],
  changed: [],
  visits: [],
  ...changes,
})

const ticket = (day: string, sequence: number, changes: Partial<TicketRow> = {}): TicketRow => ({
  id: `${day}-A-${sequence}`,
  day,
  series: 'A',
  sequence,
  number: `A${String(sequence).padStart(3, '0')}`,
  state: 'DONE',
  serviceId: 'LC',
  counterId: '1',
  issuedAt: Date.parse(day) + sequence * 1_000,
  firstCalledAt: null,
  arrivedAt: null,
  endedAt: null,
  firstRevision: Date.parse(day) / 1_000 + sequence,
  lastRevision: Date.parse(day) / 1_000 + sequence,
  ...changes,
})

const everything: TicketQuery = {
  number: null,
  from: null,
  to: null,
  serviceId: null,
  counterId: null,
  state: null,
  after: null,
  limit: 1_000,
}

/** Follows the pages to the end. */
async function allPages(ask: (after: TicketPlace | null) => Promise<TicketPage>): Promise<TicketRow[]> {
  const rows: TicketRow[] = []
  for (let after: TicketPlace | null = null; ; ) {
    const page = await ask(after)
    rows.push(...page.tickets)
    if (page.next === null) return rows
    after = page.next
  }
}

const ids = (rows: readonly TicketRow[]) => rows.map(({ id }) => id)
const newestFirst = (rows: readonly TicketRow[]) =>
  rows.toSorted((a, b) => (a.day === b.day ? b.firstRevision - a.firstRevision : a.day < b.day ? 1 : -1))

const sealedIn = (ref: string, lookup: string, at: number): SealedField => ({
  ref,
  kind: 'person',
  field: 'idNumber',
  algorithm: 'AES-256-GCM',
  keyId: 'k1',
  nonce: Buffer.from('nonce'),
  sealed: Buffer.from('sealed'),
  lookup,
  at,
})

test('a number is letters and digits', () => {
  expect(partsOfNumber('A023')).toEqual({ series: 'A', sequence: 23 })
  expect(partsOfNumber('AB1234')).toEqual({ series: 'AB', sequence: 1_234 })
  for (const wrong of ['', 'A', '12', 'a1', 'A-1', '%', 'A1B']) expect(partsOfNumber(wrong)).toBeNull()
})

describe.each(openers)('the history of tickets in %s', (_name, open) => {
  const filled = async (issued: readonly TicketRow[], visits: readonly VisitRow[] = []) => {
    const store = await open()
    await store.append(0, batch({ issued, visits }))
    return store
  }

  test('finds a number on a day, and over all days newest first, page by page', async () => {
    const days = ['2026-03-02', '2026-03-03', '2026-03-05', '2026-04-01']
    const store = await filled(days.flatMap((day) => [ticket(day, 7), ticket(day, 8)]))
    const one = await store.searchTickets({
      ...everything,
      number: 'A007',
      from: days[1] ?? '',
      to: days[1] ?? '',
    })
    expect(one).toEqual({ tickets: [ticket('2026-03-03', 7)], next: null })
    const every = await allPages((after) =>
      store.searchTickets({ ...everything, number: 'A007', after, limit: 1 }),
    )
    expect(ids(every)).toEqual(days.toReversed().map((day) => `${day}-A-7`))
    for (const number of ['A999', 'B007', 'nonsense'])
      expect(await store.searchTickets({ ...everything, number })).toEqual({ tickets: [], next: null })
  })

  test('pages by days, service, counter and state are what a filter over everything gives', async () => {
    const states = ['DONE', 'NO_SHOW', 'WAITING']
    const rows = Array.from({ length: 90 }, (_, index) =>
      ticket(`2026-03-0${1 + (index % 5)}`, 1 + index, {
        state: states[index % 3] ?? '',
        serviceId: index % 2 === 0 ? 'LC' : 'LA',
        counterId: index % 4 === 0 ? null : String(index % 4),
        // The clock ran backwards; the log did not.
        issuedAt: 1_000 - index,
        firstRevision: 1 + index,
      }),
    )
    const store = await filled(rows)
    const oneOf = (...values: string[]) => fc.constantFrom(null, ...values)
    const query = fc.record({
      from: oneOf('2026-03-01', '2026-03-03', '2026-03-09'),
      to: oneOf('2026-03-02', '2026-03-04'),
      serviceId: oneOf('LC', 'LA', 'XX'),
      counterId: oneOf('1', '3'),
      state: oneOf(...states),
      limit: fc.integer({ min: 1, max: 100 }),
    })
    const check = async (asked: Omit<TicketQuery, 'number' | 'after'>) => {
      const { from, to, serviceId, counterId, state } = asked
      const wanted = rows.filter(
        (row) =>
          row.day >= (from ?? '') &&
          row.day <= (to ?? '9') &&
          row.serviceId === (serviceId ?? row.serviceId) &&
          row.counterId === (counterId ?? row.counterId) &&
          row.state === (state ?? row.state),
      )
      const found = await allPages((after) => store.searchTickets({ ...asked, number: null, after }))
      expect(ids(found)).toEqual(ids(newestFirst(wanted)))
    }
    await fc.assert(fc.asyncProperty(query, check), { numRuns: 60 })
  })

  test('a page goes on where the one before ended though tickets are added in front', async () => {
    const store = await filled([1, 2, 3, 4].map((sequence) => ticket('2026-03-02', sequence)))
    const first = await store.searchTickets({ ...everything, limit: 2 })
    await store.append(0, batch({ issued: [ticket('2026-03-02', 5)] }))
    const second = await store.searchTickets({ ...everything, limit: 2, after: first.next })
    expect(ids([...first.tickets, ...second.tickets])).toEqual(
      [4, 3, 2, 1].map((each) => `2026-03-02-A-${each}`),
    )
  })

  test('a person is found until forgotten; then nothing says who came', async () => {
    const store = await open()
    const days = ['2026-03-02', '2026-03-03']
    const issued = days.map((day) => ticket(day, 1))
    const visits = issued.map(
      ({ id }, index): VisitRow => ({ ref: 'p1', ticketId: id, part: index === 0 ? 'visitor' : 'agent' }),
    )
    const entry = { commandId: 'c1', actor: 'a', fingerprint: 'f', outcome: null, events: [] }
    await store.claimRef('digest', 'p1', 50)
    await store.append(
      0,
      batch({ issued, visits, entries: [{ ...entry, sealed: [sealedIn('p1', 'digest', 50)] }] }),
    )
    expect(await store.findRef('digest')).toBe('p1')
    expect(await store.findRef('nobody')).toBeNull()
    const pages = await allPages((after) => store.ticketsOfPerson('p1', after, 1))
    expect(ids(pages)).toEqual(ids(newestFirst(issued)))
    expect(await store.ticketsOfPerson('p2', null, 10)).toEqual({ tickets: [], next: null })
    await store.purgeSealed('person', 51)
    expect(await store.findRef('digest')).toBeNull()
    expect(await store.ticketsOfPerson('p1', null, 10)).toEqual({ tickets: [], next: null })
    expect(await store.findTicket(issued[0]?.id ?? '')).toEqual(issued[0])
  })

  test('the events of a ticket are found among others', async () => {
    const store = await open()
    const printed = (ticketId: string) => event('TicketPrinted', { ticketId, how: 'confirmed' })
    const happened = [
      printed('t1'),
      printed('t2'),
      printed('t1'),
      event('DayClosed', { businessDay: 'd', expired: ['t2', 't1'] }),
    ]
    let prevHash = genesisHash
    const events = happened.map((each, index) => {
      const row = chain(each, index + 1, '2026-03-02T01:00:00.000Z', prevHash)
      prevHash = row.hash
      return row
    })
    const entry = { commandId: 'c1', actor: 'a', fingerprint: 'f', outcome: null, events, sealed: [] }
    const row = ticket('2026-03-02', 1, { id: 't1', firstRevision: 1, lastRevision: 4 })
    await store.append(0, batch({ entries: [entry], issued: [row] }))
    const found = await store.eventsOfTicket(present(await store.findTicket('t1'), 't1'), 10)
    expect(found.map(({ revision }) => revision)).toEqual([1, 3, 4])
    expect(await store.eventsOfTicket(row, 1)).toHaveLength(1)
  })
})

test('one question reads only so many rows, and says where to go on', async () => {
  const store = await openAt('sqlite')
  const rare = ticket('2026-03-01', 1, { state: 'VOID' })
  const many = Array.from({ length: bounds.rows + 700 }, (_, index) => ticket('2026-03-02', index + 1))
  await store.append(0, batch({ issued: [rare, ...many] }))
  const first = await store.searchTickets({ ...everything, state: 'VOID' })
  expect(first).toEqual({ tickets: [], next: placeOf(many[many.length - bounds.rows] ?? rare) })
  const second = await store.searchTickets({ ...everything, state: 'VOID', after: first.next })
  expect(second).toEqual({ tickets: [rare], next: null })
  const days = Array.from({ length: bounds.days + 5 }, (_, index) =>
    new Date(Date.parse('2020-01-01') + index * 86_400_000).toISOString().slice(0, 10),
  )
  await store.append(0, batch({ issued: days.map((day, index) => ticket(day, index === 0 ? 9 : 8)) }))
  const pages = await allPages((after) =>
    store.searchTickets({ ...everything, number: 'A009', to: '2025-12-31', after }),
  )
  expect(ids(pages)).toEqual(['2020-01-01-A-9'])
})
