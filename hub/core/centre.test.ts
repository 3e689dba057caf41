import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { type Actor, type Command, toSnapshot } from '#domain'
import { testCounters, testDefinition, testServices, testStaff } from '#testing'
import { centreDefinition } from '../definition.ts'
import { verifyChain } from '../store/chain.ts'
import type { EventStore } from '../store/event_store.ts'
import { memoryEventStore } from '../store/memory_store.ts'
import { type Centre, openCentre } from './centre.ts'
import type { CommitReport } from './group_commit.ts'
import { idSource } from './ids.ts'

const clock = simulatedClock(Date.parse('2026-03-02T01:00:00Z'))
const newId = idSource(clock)
const kiosk: Actor = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null }
const atOne: Actor = { kind: 'device', deviceId: 'counter-1', role: 'counter', counterId: '1' }

async function opened(store: EventStore, reports: CommitReport[] = []): Promise<Centre> {
  const onCommit = (report: CommitReport) => void reports.push(report)
  const options = {
    store,
    clock,
    newId,
    site: 'site-test',
    snapshotEvery: 1_000,
    fencedBy: null,
    onCommit,
    onFault: () => undefined,
  }
  const centre = await openCentre(options)
  if (centre.state().site !== null) return centre
  const { site, policy } = centreDefinition.parse(testDefinition())
  await centre.executeOwn({ type: 'configure', site, policy })
  for (const service of testServices) await centre.executeOwn({ type: 'save-service', service })
  for (const staff of testStaff) await centre.executeOwn({ type: 'save-staff', staff })
  for (const counter of testCounters) await centre.executeOwn({ type: 'save-counter', counter })
  await centre.executeOwn({ type: 'tick' })
  return centre
}

const issueOf: Command = {
  type: 'issue',
  serviceId: 'LC',
  personRef: null,
  age: null,
  claims: [],
  channel: 'kiosk',
  delivery: 'print',
}

function send(centre: Centre, actor: Actor, command: Command, commandId = newId(), fingerprint = 'same') {
  return centre.execute({
    commandId,
    actor,
    command,
    fingerprint,
    sealed: [],
    reply: (state, events) => ({ revision: state.revision, events: events.length }),
  })
}

/** A store whose next writes fail, before or after they were done. */
function failing(store: EventStore) {
  let fault: 'before' | 'after' | null = null
  const append: EventStore['append'] = async (...given) => {
    if (fault === 'before') throw new Error('disk full')
    const result = await store.append(...given)
    if (fault === 'after') throw new Error('the answer was lost')
    return result
  }
  return {
    store: { ...store, append },
    fail(next: typeof fault) {
      fault = next
    },
  }
}

test('commands that arrive together are committed together, each once, in order', async () => {
  const reports: CommitReport[] = []
  const store = memoryEventStore()
  const centre = await opened(store, reports)
  reports.length = 0
  const answers = await Promise.all(Array.from({ length: 100 }, () => send(centre, kiosk, issueOf)))
  expect(answers.every((answer) => answer.ok)).toBe(true)
  expect(reports).toHaveLength(1)
  expect(reports[0]).toMatchObject({ commands: 100, events: 100, committed: true })
  const numbers = [...centre.state().live.values()].map((ticket) => ticket.sequence)
  expect(numbers).toEqual(Array.from({ length: 100 }, (_, index) => index + 1))
  expect((await verifyChain(store)).ok).toBe(true)
  await centre.close()
})

test('listeners hear of a commit before its senders, and never of what was not committed', async () => {
  const { store, fail } = failing(memoryEventStore())
  const centre = await opened(store)
  const order: string[] = []
  centre.onCommitted(({ events }) => void order.push(`${events.length} events`))
  await send(centre, kiosk, issueOf).then(() => order.push('answered'))
  expect(order).toEqual(['1 events', 'answered'])
  fail('before')
  await send(centre, kiosk, issueOf).then(() => order.push('refused'))
  expect(order).toEqual(['1 events', 'answered', 'refused'])
  await centre.close()
})

test('a failed commit refuses its whole batch, goes back to what is durable, and recovers by itself', async () => {
  const { store, fail } = failing(memoryEventStore())
  const centre = await opened(store)
  await send(centre, kiosk, issueOf)
  const before = JSON.stringify(toSnapshot(centre.state()))
  fail('before')
  const refused = await Promise.all([send(centre, kiosk, issueOf), send(centre, kiosk, issueOf)])
  for (const answer of refused) expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  expect(JSON.stringify(toSnapshot(centre.state()))).toBe(before)
  expect(centre.isServing()).toBe(false)
  fail(null)
  // Left alone for a second, then tried again: by the next tick, or by the next command.
  expect(await send(centre, kiosk, issueOf)).toMatchObject({ ok: false, error: { code: 'unavailable' } })
  clock.advance(1_000)
  await new Promise(setImmediate)
  expect(centre.isServing()).toBe(true)
  expect(await send(centre, kiosk, issueOf)).toMatchObject({ ok: true })
  expect([...centre.state().live.values()].map((ticket) => ticket.number)).toEqual(['A001', 'A002'])
  await centre.close()
})

test('a commit whose answer was lost is neither forgotten nor done twice', async () => {
  const { store, fail } = failing(memoryEventStore())
  const centre = await opened(store)
  const commandId = newId()
  fail('after')
  expect(await send(centre, kiosk, issueOf, commandId)).toMatchObject({
    ok: false,
    error: { code: 'unavailable' },
  })
  fail(null)
  clock.advance(2_000)
  await centre.settled()
  expect(await send(centre, kiosk, issueOf, commandId)).toMatchObject({ ok: true })
  expect(centre.state().live.size).toBe(1)
  expect((await verifyChain(store)).ok).toBe(true)
  await centre.close()
})

test('two writers on one log never write the same revision: the later one decides again', async () => {
  const store = memoryEventStore()
  const first = await opened(store)
  const second = await opened(store)
  const answers = await Promise.all([
    send(first, kiosk, issueOf),
    send(second, kiosk, issueOf),
    send(first, kiosk, issueOf),
    send(second, kiosk, issueOf),
  ])
  expect(answers.every((answer) => answer.ok)).toBe(true)
  const { events } = await store.load()
  const issued = events.flatMap((each) => (each.type === 'TicketIssued' ? [each.data.number] : []))
  expect(issued).toEqual(['A001', 'A002', 'A003', 'A004'])
  expect((await verifyChain(store)).ok).toBe(true)
  await first.close()
  await second.close()
})

test('the same command again gets the same answer, at once and after a restart; another body is refused', async () => {
  const store = memoryEventStore()
  const centre = await opened(store)
  const commandId = newId()
  const [first, twin] = await Promise.all([
    send(centre, kiosk, issueOf, commandId),
    send(centre, kiosk, issueOf, commandId),
  ])
  expect(twin).toEqual(first)
  expect(centre.state().live.size).toBe(1)
  await centre.close()
  const again = await opened(store)
  expect(await send(again, kiosk, issueOf, commandId)).toEqual(first)
  const reused = await send(again, kiosk, issueOf, commandId, 'another')
  expect(reused).toMatchObject({ ok: false, error: { code: 'command-reused' } })
  await again.close()
})

test('a repetition nobody expects is found out by the log: it gets its answer, those beside it are done once', async () => {
  const store = memoryEventStore()
  const before = await opened(store)
  const sent = newId()
  const answer = await send(before, kiosk, issueOf, sent)
  await before.close()
  let asked = 0
  const findResults: EventStore['findResults'] = (ids) => {
    asked += ids.length
    return store.findResults(ids)
  }
  const centre = await opened({ ...store, findResults })
  clock.advance(6_000)
  await send(centre, kiosk, issueOf)
  expect(asked).toBe(0)
  const beside = send(centre, kiosk, issueOf)
  expect(await send(centre, kiosk, issueOf, sent)).toEqual(answer)
  expect((await beside).ok).toBe(true)
  expect(centre.state().live.size).toBe(3)
  expect((await verifyChain(store)).ok).toBe(true)
  await centre.close()
})

test('a refusal is remembered too: a delayed copy of a call finds nobody to call', async () => {
  const centre = await opened(memoryEventStore())
  await send(centre, atOne, { counterId: '1', type: 'open', staffId: null })
  const commandId = newId()
  const call: Command = { counterId: '1', type: 'call-next', finishCurrent: null }
  expect(await send(centre, atOne, call, commandId)).toMatchObject({
    ok: false,
    error: { code: 'queue-empty' },
  })
  await send(centre, kiosk, { ...issueOf, delivery: 'spoken' })
  expect(await send(centre, atOne, call, commandId)).toMatchObject({
    ok: false,
    error: { code: 'queue-empty' },
  })
  expect(centre.state().counterLive.get('1')?.currentTicketId).toBeNull()
  await centre.close()
})

test('replay from the log, with or without a snapshot, is the state that was left', async () => {
  const store = memoryEventStore()
  const centre = await opened(store)
  for (let index = 0; index < 5; index++) await send(centre, kiosk, { ...issueOf, delivery: 'spoken' })
  await send(centre, atOne, { counterId: '1', type: 'open', staffId: null })
  await send(centre, atOne, { counterId: '1', type: 'call-next', finishCurrent: null })
  const left = toSnapshot(centre.state())
  const bare = await opened({
    ...store,
    load: async () => ({
      ...(await store.load()),
      snapshot: null,
      events: await store.eventsAfter(0, 1_000),
    }),
  })
  expect(toSnapshot(bare.state())).toEqual(left)
  await centre.close()
  expect((await store.load()).snapshot?.revision).toBe(left.revision)
  const snapped = await opened(store)
  expect(toSnapshot(snapped.state())).toEqual(left)
  await bare.close()
  await snapped.close()
})

test('midnight opens the next business day by itself, and numbers start again', async () => {
  const own = simulatedClock(Date.parse('2026-03-02T15:59:58Z'))
  const store = memoryEventStore()
  const centre = await openCentre({
    store,
    clock: own,
    newId,
    site: 's',
    snapshotEvery: 1_000,
    fencedBy: null,
    onCommit: () => undefined,
    onFault: () => undefined,
  })
  const { site, policy } = centreDefinition.parse(testDefinition())
  await centre.executeOwn({ type: 'configure', site, policy })
  for (const service of testServices) await centre.executeOwn({ type: 'save-service', service })
  await centre.executeOwn({ type: 'tick' })
  expect(centre.state().businessDay).toBe('2026-03-02')
  await send(centre, kiosk, issueOf)
  const opened = new Promise<void>((resolve) => centre.onCommitted(() => resolve()))
  own.advance(3_000)
  await opened
  expect(centre.state().businessDay).toBe('2026-03-03')
  await send(centre, kiosk, issueOf)
  expect([...centre.state().live.values()].map((ticket) => ticket.number)).toEqual(['A001'])
  // A clock set back must not reopen yesterday.
  own.jumpTo(Date.parse('2026-03-02T12:00:00Z'))
  own.advance(1_000)
  await centre.settled()
  expect(centre.state().businessDay).toBe('2026-03-03')
  await centre.close()
})

/** A store whose announcements never arrive. */
const deaf = (store: EventStore): EventStore => ({ ...store, watch: () => () => undefined })

function heardBy(centre: Centre): number[] {
  const revisions: number[] = []
  centre.onCommitted(({ events }) => {
    for (const text of events) revisions.push(JSON.parse(text).revision)
  })
  return revisions
}

test('what one process writes the other pushes too, each event once and in order', async () => {
  const store = memoryEventStore()
  const [first, second] = [await opened(store), await opened(store)]
  await second.settled()
  const from = second.head()
  const [byFirst, bySecond] = [heardBy(first), heardBy(second)]
  for (let round = 0; round < 20; round++)
    await Promise.all([
      send(first, kiosk, issueOf),
      send(second, kiosk, issueOf),
      send(first, kiosk, issueOf),
    ])
  await Promise.all([first.settled(), second.settled()])
  const all = Array.from({ length: 60 }, (_, index) => from + 1 + index)
  expect(byFirst).toEqual(all)
  expect(bySecond).toEqual(all)
  expect(toSnapshot(first.state())).toEqual(toSnapshot(second.state()))
  expect(second.recentAfter(from)).toHaveLength(60)
  await first.close()
  await second.close()
})

test('a lost announcement is made up for within a second', async () => {
  const store = memoryEventStore()
  const [first, second] = [await opened(store), await opened(deaf(store))]
  const heard = heardBy(second)
  await send(first, kiosk, issueOf)
  await second.settled()
  expect(second.head()).toBe(first.head() - 1)
  clock.advance(1_000)
  await new Promise(setImmediate)
  await second.settled()
  expect(heard).toEqual([first.head()])
  await first.close()
  await second.close()
})

test('a process that was stopped looks at the log before it answers', async () => {
  const store = memoryEventStore()
  const [first, second] = [await opened(store), await opened(deaf(store))]
  await send(first, kiosk, issueOf)
  clock.jumpTo(clock.now() + 60_000)
  await second.readable()
  expect(second.head()).toBe(first.head())
  await first.close()
  await second.close()
})

test('a refusal is decided on all that was written, by whomever', async () => {
  const store = memoryEventStore()
  const [first, second] = [await opened(store), await opened(deaf(store))]
  await send(first, kiosk, { ...issueOf, delivery: 'spoken' })
  await send(first, atOne, { counterId: '1', type: 'open', staffId: null })
  expect(await send(second, atOne, { counterId: '1', type: 'call-next', finishCurrent: null })).toMatchObject(
    {
      ok: true,
    },
  )
  await first.close()
  await second.close()
})

test('one command sent to two processes is done once and answered the same', async () => {
  const store = memoryEventStore()
  const [first, second] = [await opened(store), await opened(deaf(store))]
  for (let round = 0; round < 20; round++) {
    const commandId = newId()
    const [one, two] = await Promise.all([
      send(first, kiosk, issueOf, commandId),
      send(second, kiosk, issueOf, commandId),
    ])
    expect(one.ok).toBe(true)
    expect(two).toEqual(one)
  }
  await first.settled()
  expect(first.state().live.size).toBe(20)
  await first.close()
  await second.close()
})

test('a day that two processes roll over begins once', async () => {
  const store = memoryEventStore()
  const [first, second] = [await opened(store), await opened(deaf(store))]
  clock.jumpTo(Date.parse('2026-03-02T16:00:01Z'))
  clock.advance(2_000)
  for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate)
  await Promise.all([first.settled(), second.settled()])
  expect([first, second].map((centre) => centre.state().businessDay)).toEqual(['2026-03-03', '2026-03-03'])
  const { events } = await store.load()
  const opening = events.filter(({ type }) => type === 'DayOpened' || type === 'DayClosed')
  expect(opening.map(({ type }) => type)).toEqual(['DayOpened', 'DayClosed', 'DayOpened'])
  await first.close()
  await second.close()
})
