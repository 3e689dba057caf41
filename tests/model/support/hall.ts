import { type SimulatedClock, simulatedClock } from '#basics'
import { type CityDatabase, openCityDatabase } from '#city'
import { httpAdapter, type OpenLink, openCityLink } from '#hub'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import { cityTables } from '../../../hub/store/city_tables.ts'
import { openCursors } from '../../../hub/store/cursors.ts'
import type { EventStore } from '../../../hub/store/event_store.ts'
import { memoryEventStore } from '../../../hub/store/memory_store.ts'
import { type Rows, sqliteRows } from '../../../hub/store/rows.ts'
import { outboxTables } from '../../../shared/agent/offline/outbox.ts'
import { seeded } from '../../faults/support/random.ts'
import { type AgentNode, agentNode } from './agent_node.ts'
import type { Plant } from './broken.ts'
import { type CityNode, cityNode, partyOf } from './city_node.ts'
import { beginnings, type Furnished, furnish, identities } from './furnished.ts'
import { type HubNode, hubNode } from './hub_node.ts'
import { machineIn, Network, SimulatedSocket } from './network.ts'
import { type Begins, machines, type Schedule } from './schedule.ts'

/** What schedules use one after another: opening it takes longer than a schedule. */
export interface Workshop {
  readonly furnished: Readonly<Record<Begins, Furnished>>
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
  const furnished = { morning: await furnish('morning'), evening: await furnish('evening') }
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
  /** Tickets it made. */
  readonly issued: readonly string[]
}

const ticketIn = (data: string): string => (JSON.parse(data) as { ticketId: string }).ticketId

/** A log in memory that notes who wrote what. */
function notingStore(done: Done[]): EventStore {
  const store = memoryEventStore()
  return {
    ...store,
    async append(expected, batch) {
      const written = await store.append(expected, batch)
      if (written.ok)
        for (const { commandId, events } of batch.entries)
          done.push({
            commandId,
            types: events.map(({ type }) => type),
            issued: events.flatMap(({ type, data }) => (type === 'TicketIssued' ? [ticketIn(data)] : [])),
          })
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
  /** Ids of the bookings that can be checked in. */
  readonly bookings: readonly string[]
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
export async function openHall(
  workshop: Workshop,
  { seed, begins }: Pick<Schedule, 'seed' | 'begins'>,
  plant: Plant | null,
): Promise<Hall> {
  const { notes, disks, rows } = workshop
  const furnished = workshop.furnished[begins]
  workshop.schedules += 1
  const siteId = `site-${workshop.schedules}`
  const clock = simulatedClock(beginnings[begins] + 1_000)
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
      const adapter = httpAdapter({
        ...{ url: 'http://city', party: partyOf(siteId), clock: life.clock, newId },
        epoch: () => centre.state().epoch,
        onLaterEpoch: () => undefined,
      })
      const dead = new Promise<never>(() => undefined)
      // A dead hub writes no more.
      const disk: Rows = { all: rows.all, change: (...given) => (life.isOver ? dead : rows.change(...given)) }
      link = openCityLink({
        ...{ adapter, clock: life.clock, random, holder: 'hub', onTrouble: () => undefined },
        epochBegan: () => centre.state().epochBegan,
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
    ...{ begunAt: beginnings[begins], siteId, clock, network, store, done, hub, city, agents, newId, settle },
    bookings: furnished.saved.snapshot.bookings.map(([id]) => id),
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
