import fc from 'fast-check'
import { expect, test } from 'vitest'
import { present, simulatedClock } from '#basics'
import type { CentreState, Command } from '#domain'
import { type Choice, type Sent, type Step, sentBy, stories, testDefinition } from '#testing'
import { centreDefinition } from '../definition.ts'
import { verifyChain } from '../store/chain.ts'
import type { EventStore } from '../store/event_store.ts'
import { memoryEventStore } from '../store/memory_store.ts'
import type { Answer } from './batch.ts'
import { type Centre, openCentre } from './centre.ts'

const runs = Number(process.env.PROPERTY_RUNS ?? 10_000)
const seed = Number(process.env.PROPERTY_SEED ?? 20_260_105)
const start = Date.parse('2026-03-02T01:00:00Z')
const longest = 60

/** A network that delays, repeats and swaps: commands arrive in these groups, each group at once. */
interface Network {
  readonly story: readonly Step[]
  /** Which step arrives, by its place in the story; one that arrived before is a copy under the same id. */
  readonly groups: readonly (readonly number[])[]
  /** The hub is started again before this group. */
  readonly restartAt: number
}

/** For each step when it arrives, and when copies of it do, in steps of the story. */
const travels = fc.array(fc.tuple(fc.nat(6), fc.array(fc.nat(30), { maxLength: 2 }), fc.boolean()), {
  minLength: longest,
  maxLength: longest,
})

function arrivals(story: readonly Step[], given: readonly (readonly [number, readonly number[], boolean])[]) {
  const all = story.flatMap((step, place) => {
    const [delay, copies] = given[place] ?? [0, []]
    if (step.kind === 'pass') return [{ place, at: place }]
    return [delay, ...copies].map((late) => ({ place, at: place + late }))
  })
  const groups: number[][] = []
  for (const [index, { place }] of all.toSorted((a, b) => a.at - b.at).entries()) {
    const joins = given[index % longest]?.[2] === true && story[place]?.kind !== 'pass'
    const last = groups.at(-1)
    if (joins && last !== undefined && story[last[0] ?? 0]?.kind !== 'pass') last.push(place)
    else groups.push([place])
  }
  return groups
}

const networks: fc.Arbitrary<Network> = fc
  .tuple(stories(longest), travels, fc.nat(longest))
  .map(([story, given, restartAt]) => ({ story, groups: arrivals(story, given), restartAt }))

/** The same without the copies: every command once, when it first arrived. */
function onceEach({ groups, ...rest }: Network): Network {
  const seen = new Set<number>()
  const firsts = groups.map((group) =>
    group.filter((place) => {
      const isFirst = !seen.has(place)
      seen.add(place)
      return isFirst
    }),
  )
  return { ...rest, groups: firsts }
}

const choices = ({ live, closed }: CentreState): Choice[] =>
  [...live.values(), ...closed.values()].map(({ id, state, leg, pastLegs }) => {
    const rated = [...pastLegs, leg].find((each) => each.rating === 'open') ?? leg
    const isRatingOpen = rated.rating === 'open'
    return { id, state, leg: rated.index, counterId: rated.counterId ?? '1', isRatingOpen }
  })

const definition = centreDefinition.parse(testDefinition())
const { site, policy, services, staff, counters } = definition
const furniture: readonly Command[] = [
  { type: 'configure', site, policy },
  ...services.map((service): Command => ({ type: 'save-service', service })),
  ...staff.map(({ record }): Command => ({ type: 'save-staff', staff: record })),
  ...counters.map((counter): Command => ({ type: 'save-counter', counter })),
  { type: 'tick' },
]

/** A hub's core on a store in memory, with a clock and ids that are the same in every life. */
function hubOn(store: EventStore) {
  const faults: unknown[] = []
  const clock = simulatedClock(start)
  let ids = 0
  const newId = () => {
    ids += 1
    return `N${String(ids).padStart(8, '0')}`
  }
  const open = () =>
    openCentre({
      store,
      clock,
      newId,
      site: 's',
      snapshotEvery: 1_000,
      fencedBy: null,
      onCommit: () => undefined,
      onFault: (error) => void faults.push(error),
    })
  return { clock, open, faults }
}

const send = (centre: Centre, { actor, command }: Sent, commandId: string) =>
  centre.execute({
    commandId,
    actor,
    command,
    fingerprint: JSON.stringify(command),
    sealed: [],
    reply: ({ revision }, events) => ({ revision, types: events.map(({ type }) => type) }),
  })

/** What came of it: the log's last hash, which stands for all of it, and every answer to every step. */
interface Outcome {
  readonly head: string
  readonly answers: ReadonlyMap<number, readonly Answer[]>
}

async function deliver({ story, groups, restartAt }: Network, store: EventStore): Promise<Outcome> {
  const { clock, open, faults } = hubOn(store)
  let centre = await open()
  await Promise.all(furniture.map((command) => centre.executeOwn(command)))
  const answers = new Map<number, Answer[]>()
  const meant = new Map<number, Sent>()
  for (const [index, group] of groups.entries()) {
    if (index === restartAt) {
      await centre.close()
      centre = await open()
    }
    const before = choices(centre.state())
    const sent = group.map(async (place) => {
      const step = present(story[place], 'a step')
      if (step.kind === 'pass') {
        clock.jumpTo(clock.now() + step.seconds * 1_000)
        await centre.executeOwn({ type: 'tick' })
        return
      }
      const what = meant.get(place) ?? sentBy(step, before)
      if (what === null) return
      meant.set(place, what)
      const answer = await send(centre, what, `C${place}`)
      answers.set(place, [...(answers.get(place) ?? []), answer])
    })
    await Promise.all(sent)
  }
  await centre.close()
  if (faults.length > 0) throw new Error(`the store and the hub disagree: ${faults[0]}`)
  const chain = await verifyChain(store)
  if (!chain.ok) throw new Error(`the chain breaks at ${chain.error}`)
  return { head: chain.value.hash, answers }
}

/** Throws unless the copies left no trace: the log of once each, and every copy answered as the first. */
async function copiesLeaveNoTrace(network: Network, store: EventStore): Promise<number> {
  const often = await deliver(network, store)
  const once = await deliver(onceEach(network), memoryEventStore())
  for (const [place, all] of often.answers) {
    const first = once.answers.get(place)?.[0]
    for (const answer of all) expect(answer, `answers to step ${place}`).toEqual(first)
  }
  expect(often.head, 'the log').toBe(once.head)
  return [...often.answers.values()].reduce((sum, all) => sum + all.length, 0)
}

test('commands doubled, delayed and swapped on the way leave the log of once each, and one answer each', {
  timeout: 60_000 + runs * 60,
}, async () => {
  let delivered = 0
  const property = fc.asyncProperty(networks, async (network) => {
    delivered += await copiesLeaveNoTrace(network, memoryEventStore())
  })
  await fc.assert(property, { seed, numRuns: runs })
  console.log(`${runs} stories, ${delivered} deliveries; seed ${seed}`)
})

/** A store that writes events and forgets who asked for them. */
function forgetful(): EventStore {
  const store = memoryEventStore()
  return {
    ...store,
    findResults: async () => new Map(),
    append: (expected, batch) =>
      store.append(expected, {
        ...batch,
        entries: batch.entries.map((entry) => ({ ...entry, outcome: null })),
      }),
  }
}

/** A store that says 'done' and has done nothing, now and then. */
function boastful(): EventStore {
  const store = memoryEventStore()
  let turns = 0
  return {
    ...store,
    async append(expected, batch) {
      turns += 1
      return turns % 9 === 0 ? { ok: true, value: undefined } : store.append(expected, batch)
    },
  }
}

test.each([
  ['forgets which commands were done', forgetful, /answers to step/],
  ['acknowledges what it has not written', boastful, /the store and the hub disagree/],
])('a hub that %s is found out', async (_, broken, words) => {
  const property = fc.asyncProperty(networks, async (network) => {
    await copiesLeaveNoTrace(network, broken())
  })
  const found = await fc.check(property, { seed, numRuns: 50, endOnFailure: true })
  expect(found.failed).toBe(true)
  expect(String(found.errorInstance)).toMatch(words)
})
