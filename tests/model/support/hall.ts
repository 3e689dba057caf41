import { type SimulatedClock, simulatedClock } from '#basics'
import { type CityDatabase, openCityDatabase } from '#city'
import { type Command, toSnapshot } from '#domain'
import { httpAdapter, type OpenLink, openCityLink } from '#hub'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import { testDefinition } from '#testing'
import type { Identity } from '../../../hub/access/identify.ts'
import { openCentre } from '../../../hub/core/centre.ts'
import { centreDefinition } from '../../../hub/definition.ts'
import { cityTables } from '../../../hub/store/city_tables.ts'
import { openCursors } from '../../../hub/store/cursors.ts'
import type { Batch, EventStore } from '../../../hub/store/event_store.ts'
import { memoryEventStore } from '../../../hub/store/memory_store.ts'
import { type Rows, sqliteRows } from '../../../hub/store/rows.ts'
import { outboxTables } from '../../../shared/agent/offline/outbox.ts'
import type { SavedState } from '../../../shared/agent/saved_mirror.ts'
import { faultCentre } from '../../faults/support/fault_centre.ts'
import { seeded } from '../../faults/support/random.ts'
import { type AgentNode, agentNode } from './agent_node.ts'
import type { Plant } from './broken.ts'
import { type CityNode, cityNode, partyOf } from './city_node.ts'
import { type HubNode, hubNode } from './hub_node.ts'
import { machineIn, Network, SimulatedSocket } from './network.ts'
import { machines } from './schedule.ts'

/** The morning on which every schedule begins. */
export const morning = Date.parse('2026-03-02T01:00:00Z')

const raw = faultCentre({ kiosks: 3, counters: 2 }) as Record<string, unknown>
const { policy } = testDefinition({ hours: 'always', leaseSize: 4, leaseLow: 2 } as never) as {
  policy: unknown
}
const definition = centreDefinition.parse({ ...raw, policy })

const identities = new Map<string, Identity>(
  [...machines, { deviceId: 'guide-2', role: 'guide' as const, counterId: null }].map((each) => [
    each.deviceId,
    { kind: 'device', ...each },
  ]),
)
/** Who takes numbers at the hub itself, without a cable. */
export const guide: Identity = { kind: 'device', deviceId: 'guide-2', role: 'guide', counterId: null }

/** What every schedule starts from: a furnished centre whose counters are open, and what machines saw of it. */
export interface Furnished {
  readonly batches: readonly (readonly [number, Batch])[]
  readonly saved: SavedState
}

/** Furnishes a centre once. */
export async function furnish(): Promise<Furnished> {
  const clock = simulatedClock(morning)
  const batches: (readonly [number, Batch])[] = []
  const store = memoryEventStore()
  const recording: EventStore = {
    ...store,
    append(expected, batch) {
      batches.push([expected, batch])
      return store.append(expected, batch)
    },
  }
  let ids = 0
  const newId = () => `F${String(++ids).padStart(25, '0')}`
  const quiet = () => undefined
  const centre = await openCentre({
    ...{ store: recording, clock, newId, site: 'site', snapshotEvery: 1_000_000 },
    ...{ onCommit: quiet, onFault: quiet },
  })
  const { site, services, staff, counters } = definition
  const commands: Command[] = [
    { type: 'configure', site, policy: definition.policy },
    ...services.map((service): Command => ({ type: 'save-service', service })),
    ...staff.map(({ record }): Command => ({ type: 'save-staff', staff: record })),
    ...counters.map((counter): Command => ({ type: 'save-counter', counter })),
    { type: 'tick' },
  ]
  await Promise.all(commands.map((command) => centre.executeOwn(command)))
  for (const { deviceId, role, counterId } of machines) {
    const actor: Identity = { kind: 'device', deviceId, role, counterId }
    const command: Command =
      counterId === null
        ? { type: 'lease-numbers' }
        : { counterId, type: 'open', staffId: `clerk-${counterId}` }
    const answer = await centre.execute({
      ...{ commandId: newId(), actor, command, fingerprint: '', sealed: [], reply: () => null },
    })
    if (!answer.ok) throw new Error(`not furnished: ${command.type} ${answer.error.code}`)
  }
  const head = await store.eventsAfter(centre.head() - 1, 1)
  const saved = {
    snapshot: toSnapshot(centre.state()),
    lastHash: head[0]?.hash ?? null,
    savedAt: clock.now(),
  }
  return { batches, saved }
}

/** What schedules use one after another: opening it takes longer than a schedule. */
export interface Workshop {
  readonly furnished: Furnished
  readonly city: CityDatabase
  readonly notes: SqliteDatabase
  readonly rows: Rows
  readonly disks: readonly SqliteDatabase[]
  schedules: number
  close(): Promise<void>
}

/** A disk in memory that keeps its prepared statements over the runs of a program. */
function memory(sql: string): SqliteDatabase {
  const database = openDatabase({ file: ':memory:', migrations: [sql] })
  const prepare = database.prepare.bind(database)
  const known = new Map<string, ReturnType<typeof prepare>>()
  const remembered = (text: string) => {
    const statement = known.get(text) ?? prepare(text)
    known.set(text, statement)
    return statement
  }
  return Object.assign(database, { prepare: remembered })
}

/** Opens it. */
export async function openWorkshop(): Promise<Workshop> {
  const cursors = 'CREATE TABLE cursors (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;'
  const [notes, disks] = [memory(cityTables.sqlite + cursors), machines.map(() => memory(outboxTables))]
  const city = await openCityDatabase(':memory:')
  const furnished = await furnish()
  return {
    ...{ furnished, city, notes, disks, rows: sqliteRows(notes), schedules: 0 },
    async close() {
      for (const database of [notes, ...disks]) database.close()
      await city.close()
    },
  }
}

/** A command that has been committed. */
export interface Done {
  readonly commandId: string
  readonly types: readonly string[]
}

/** A log in memory that notes who wrote what. */
function notingStore(done: Done[]): EventStore {
  const store = memoryEventStore()
  return {
    ...store,
    async append(expected, batch) {
      const written = await store.append(expected, batch)
      if (written.ok)
        for (const { commandId, events } of batch.entries)
          done.push({ commandId, types: events.map(({ type }) => type) })
      return written
    },
  }
}

/** The hall of one schedule. */
export interface Hall {
  /** When its programs were started, ms since the epoch. */
  readonly begunAt: number
  readonly siteId: string
  readonly clock: SimulatedClock
  readonly network: Network
  /** The hub's log, which is its disk. */
  readonly store: EventStore
  /** Commands whose outcome is in the log, with what came of each. */
  readonly done: readonly Done[]
  readonly hub: HubNode
  readonly city: CityNode
  readonly agents: readonly AgentNode[]
  link(): OpenLink | null
  newId(): string
  /** Lets what needs no time happen. */
  settle(): Promise<void>
  /** Lets time pass in small pieces. */
  pass(ms: number): Promise<void>
}

let current: { network: Network; city: CityNode } | null = null

/** Gives programs of this process simulated wires instead of real ones; returns the way back. */
export function layWires(): () => void {
  const before = { WebSocket: globalThis.WebSocket, fetch: globalThis.fetch }
  const here = () => {
    if (current === null) throw new Error('no schedule is being played')
    return current
  }
  class Wire extends SimulatedSocket {
    constructor(url: string) {
      super(here().network, machineIn(url))
    }
  }
  Object.assign(globalThis, {
    WebSocket: Wire,
    fetch: (...given: Parameters<typeof fetch>) => here().city.fetch(...given),
  })
  return () => void Object.assign(globalThis, before)
}

const slice = 250

/** Opens the hall of one schedule and starts all its programs. */
export async function openHall(workshop: Workshop, seed: number, plant: Plant | null): Promise<Hall> {
  const { furnished, notes, disks, rows } = workshop
  workshop.schedules += 1
  const siteId = `site-${workshop.schedules}`
  const clock = simulatedClock(morning + 1_000)
  const random = seeded(seed)
  let ids = 0
  const newId = () => `N${String(++ids).padStart(25, '0')}`
  for (const table of ['city_parked', 'city_inbox', 'city_notes', 'leases', 'cursors'])
    notes.exec(`DELETE FROM ${table}`)
  for (const disk of disks) disk.exec('DELETE FROM outbox')
  const done: Done[] = []
  const store = notingStore(done)
  for (const [expected, batch] of furnished.batches) await store.append(expected, batch)
  const network = new Network(clock, random)
  const city = cityNode({ clock, database: workshop.city, random, plant })
  current = { network, city }
  let link: OpenLink | null = null
  const hub = hubNode({
    ...{ clock, network, store, identities, plant, newId },
    onStart(centre, life) {
      const adapter = httpAdapter({ url: 'http://city', party: partyOf(siteId), clock: life.clock, newId })
      const dead = new Promise<never>(() => undefined)
      // A dead hub writes no more.
      const disk: Rows = { all: rows.all, change: (...given) => (life.isOver ? dead : rows.change(...given)) }
      link = openCityLink({
        ...{ adapter, clock: life.clock, random, holder: 'hub', onTrouble: () => undefined },
        log: { head: centre.head, eventsAfter: centre.eventsAfter, onCommitted: centre.onCommitted },
        cursors: openCursors(disk),
        rows: disk,
        inbox: {
          take: async () => true,
          all: async () => [],
          find: async () => null,
          settle: async () => undefined,
        },
      })
    },
  })
  const agents = machines.map((machine, index) =>
    agentNode({
      ...{ machine, clock, random, plant, saved: furnished.saved },
      database: disks[index] as SqliteDatabase,
    }),
  )
  const settle = async () => {
    let before = -1
    while (before !== network.carried) {
      before = network.carried
      for (let turn = 0; turn < 3; turn += 1) await new Promise(setImmediate)
    }
  }
  const hall: Hall = {
    ...{ begunAt: morning, siteId, clock, network, store, done, hub, city, agents, newId, settle },
    link: () => link,
    async pass(ms) {
      for (let left = ms; left > 0; left -= slice) {
        clock.advance(Math.min(slice, left))
        await settle()
      }
    },
  }
  await hub.start()
  for (const agent of agents) agent.start()
  await hall.pass(slice)
  return hall
}
