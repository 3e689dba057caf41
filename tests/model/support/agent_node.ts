import { agentConfig } from '#agent'
import type { Clock } from '#basics'
import type { CentreState } from '#domain'
import { type OfflineRecord, ticketReply, type WireCommand } from '#protocol'
import type { SqliteDatabase } from '#sqlite'
import type { AgentStore, DurableTable } from '../../../shared/agent/agent_store.ts'
import { type Forwarder, forwarder } from '../../../shared/agent/forward.ts'
import { noLog } from '../../../shared/agent/log.ts'
import { type OfflineWork, openOfflineWork } from '../../../shared/agent/offline/offline_work.ts'
import { type KeptStep, type OfflineOutbox, offlineOutbox } from '../../../shared/agent/offline/outbox.ts'
import { resultOutbox } from '../../../shared/agent/result_outbox.ts'
import { type SavedState, savedMirror } from '../../../shared/agent/saved_mirror.ts'
import { openUpstream, type Upstream } from '../../../shared/agent/upstream.ts'
import type { Plant } from './broken.ts'
import { deadlyWrite, type Moment, newLife } from './life.ts'
import { addressOf } from './network.ts'

/** A machine of the hall by its role and its place. */
export interface Machine {
  readonly deviceId: string
  readonly role: 'kiosk' | 'counter'
  readonly counterId: string | null
}

/** What a visitor holds in the hand. */
export interface Paper {
  readonly ticketId: string
  readonly number: string
  readonly deviceId: string
}

/** A step this machine has kept to be merged. */
export type KeptRecord = OfflineRecord & { readonly deviceId: string }

/** What a page heard: the value of the answer, or the code of the refusal. */
export type Heard =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: string }

/** A kiosk's or a counter's agent: its real link, mirror, offline work and forwarding; its disk outlives it. */
export interface AgentNode {
  readonly machine: Machine
  /** The mirror, while it runs. */
  centre(): CentreState | null
  /** Whether its mirror has caught up and nothing waits to be merged. */
  isHome(): boolean
  /** What its pages show: the mirror and what was done here since, while it runs. */
  picture(): CentreState | null
  /** A command of its page, or of a device `as` which it acts; `heard` is not called when the machine dies first. */
  press(command: WireCommand, heard: (answer: Heard) => void, as?: string): void
  start(): void
  crash(moment: Moment): void
  readonly papers: readonly Paper[]
  readonly kept: readonly KeptRecord[]
}

/** What an agent of a schedule is made of. */
export interface AgentNodeOptions {
  readonly machine: Machine
  readonly clock: Clock
  readonly random: () => number
  /** Its file: the outbox's table, empty. */
  readonly database: SqliteDatabase
  readonly plant: Plant | null
  /** What it saw of the centre before the schedule. */
  readonly saved: SavedState
}

/** Small tables of a disk in memory. */
function memoryTables(): AgentStore['table'] {
  const kinds = new Map<string, Map<string, string>>()
  return <Row>(kind: string): DurableTable<Row> => {
    const rows = kinds.get(kind) ?? new Map<string, string>()
    kinds.set(kind, rows)
    return {
      all: () => [...rows.values()].map((text) => JSON.parse(text) as Row),
      put: (key, row) => void rows.set(key, JSON.stringify(row)),
      remove: (key) => void rows.delete(key),
    }
  }
}

/** A machine that takes leases for its own that are not, or for this day's. */
const misread: { readonly [P in Plant]?: (centre: CentreState, deviceId: string) => CentreState } = {
  'kiosks take numbers from each other’s leases': (centre, deviceId) => ({
    ...centre,
    leases: centre.leases.map((lease) => ({ ...lease, deviceId })),
  }),
  'kiosks take the next day’s numbers for this day’s'(centre) {
    const { businessDay } = centre
    if (businessDay === null) return centre
    return { ...centre, leases: centre.leases.map((lease) => ({ ...lease, businessDay })).reverse() }
  },
}

/** Whether a fault is that a step is answered and not kept. */
function isDropped({ record: { step } }: KeptStep, plant: Plant | null): boolean {
  switch (plant) {
    case 'a rating is answered and not kept':
      return step.did === 'rate'
    case 'a reprint is answered and not kept':
      return step.did === 'reprint'
    case 'a transfer is answered and not kept':
      return step.did === 'counter' && step.command.type === 'transfer'
    case 'opening, closing and pausing are answered and not kept':
      return step.did === 'desk'
    default:
      return false
  }
}

/** Makes the agent of one machine; it is off until it is started. */
export function agentNode(options: AgentNodeOptions): AgentNode {
  const { machine, clock, database, plant } = options
  const { deviceId, role, counterId } = machine
  const table = memoryTables()
  savedMirror({ table } as AgentStore).save(options.saved)
  const config = agentConfig.parse({
    ...{ hubUrl: addressOf(deviceId), deviceId, counterId, deviceToken: deviceId.padEnd(32, '.') },
    ...{ port: 0, ticketUrlBase: 'https://hall.example', dataDir: '/nowhere' },
  })
  const papers: Paper[] = []
  const kept: KeptRecord[] = []
  const write = deadlyWrite()
  let life = newLife(clock)
  let running: { upstream: Upstream; offline: OfflineWork; pages: Forwarder } | null = null

  const die = () => {
    life.end()
    running?.offline.close()
    running?.upstream.client.close()
    running = null
  }
  /** The outbox on this machine's disk, whose machine may die at a write. */
  const outboxOf = (): OfflineOutbox => {
    const outbox = offlineOutbox(database)
    const mine = life
    const dead = () => {
      if (mine.isOver) throw new Error('the machine is dead')
    }
    return {
      ...outbox,
      add(steps, number) {
        dead()
        const fate = write.next()
        if (fate === 'before') die()
        dead()
        if (plant === 'papers are printed before the number is kept' && number !== null) {
          clock.after(300, () => {
            if (!mine.isOver) outbox.add(steps, number)
          })
          return
        }
        if (steps.some((step) => isDropped(step, plant))) return
        outbox.add(steps, number)
        for (const { record } of steps) kept.push({ ...record, deviceId })
        if (fate === 'after') die()
        dead()
      },
      settle(upTo) {
        if (!mine.isOver) outbox.settle(upTo)
      },
    }
  }

  function start() {
    if (running !== null) return
    life = newLife(clock)
    const mine = life
    const file = { isWhole: true, isSetAside: false, close: () => undefined }
    const store: AgentStore = { table, outbox: outboxOf(), ...file }
    const saved = savedMirror(store)
    const save = () => {
      if (upstream.known && !mine.isOver) saved.save({ ...upstream.client.keep(), savedAt: upstream.now() })
    }
    let offline: OfflineWork | null = null
    const upstream = openUpstream({
      ...{ config, role, clock: mine.clock, random: options.random, log: noLog, saved: saved.load() },
      onCentre(_, events) {
        const isMine = (each: (typeof events & object)[number]) =>
          each.type === 'NumbersLeased' && each.data.deviceId === deviceId
        if (events === null || events.some(isMine)) save()
        offline?.onEvents(events ?? [])
      },
      onLink: (connected) => offline?.onLink(connected),
    })
    const { client } = upstream
    const mirror = () =>
      (plant === null ? undefined : misread[plant])?.(client.centre, deviceId) ?? client.centre
    const work = openOfflineWork({
      ...{ role, config, clock: mine.clock, log: noLog, store, client, mirror },
      live: () => client.live,
      isGone: () => upstream.isGone,
      now: upstream.now,
      link: upstream.link,
      onPicture: () => undefined,
    })
    offline = work
    mine.clock.every(30_000, save)
    const results = resultOutbox({ clock: mine.clock, store, send: work.hub.send, log: noLog })
    const print = async ({ ticket, jobId }: { ticket: { id: string; number: string }; jobId: string }) => {
      if (mine.isOver) return
      papers.push({ ticketId: ticket.id, number: ticket.number, deviceId })
      results.add({ jobId, ticketId: ticket.id, printed: 'confirmed', reason: 'paper taken' })
    }
    const prints = { print } as unknown as Parameters<typeof forwarder>[0]['prints']
    const pages = forwarder({
      ...{ clock: mine.clock, hub: client, offline: work, cards: null },
      prints: role === 'kiosk' ? prints : null,
    })
    running = { upstream, offline: work, pages }
  }

  return {
    machine,
    ...{ papers, kept, start },
    centre: () => running?.upstream.client.centre ?? null,
    isHome: () =>
      running?.upstream.client.live === true &&
      running.offline.pending === 0 &&
      running.offline.centre === null,
    picture: () => running?.offline.centre ?? running?.upstream.client.centre ?? null,
    press(command, heard, as) {
      const mine = life
      void running?.pages.forward(command, as ?? null, (message) => {
        if (mine.isOver) return
        if (message.type === 'result') heard({ ok: true, value: message.value })
        if (message.type === 'refused') heard({ ok: false, code: message.problem.code })
      })
    },
    crash(moment) {
      if (running === null) return
      if (moment === 'now') die()
      else write.arm(moment)
    },
  }
}

/** The ticket in an answer, if there is one. */
export function ticketIn(value: unknown): { readonly id: string; readonly number: string } | null {
  const ticket = ticketReply.safeParse(value)
  return ticket.success ? ticket.data : null
}
