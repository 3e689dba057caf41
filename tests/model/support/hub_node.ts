import { createSecretKey } from 'node:crypto'
import type { Clock } from '#basics'
import { toSnapshot } from '#domain'
import { clientMessage, protocolVersion } from '#protocol'
import type { Identity } from '../../../hub/access/identify.ts'
import { type Centre, openCentre } from '../../../hub/core/centre.ts'
import { perform } from '../../../hub/server/gate.ts'
import type { HubParts } from '../../../hub/server/hub_parts.ts'
import { problemOf } from '../../../hub/server/problems.ts'
import type { Batch, EventStore } from '../../../hub/store/event_store.ts'
import { memoryEventStore } from '../../../hub/store/memory_store.ts'
import { openVault, type Vault } from '../../../hub/vault/vault.ts'
import type { Plant } from './broken.ts'
import { careless } from './careless_merge.ts'
import { deadlyWrite, type Life, type Moment, newLife } from './life.ts'
import type { Accept, Network } from './network.ts'

const key = createSecretKey(Buffer.alloc(32, 7))
const keys = { sealing: 'one', keys: { one: key }, lookup: key }
/** Nobody of a schedule is known by name: one vault does for all hubs. */
let vault: Vault | null = null
const never = new Promise<never>(() => undefined)

/** The hub of a schedule: its real core, rules and doors over a log in memory, which is its disk. */
export interface HubNode {
  /** Null while it is dead. */
  readonly parts: HubParts | null
  start(): Promise<void>
  crash(moment: Moment): void
  /** What went wrong that nobody was told of. */
  readonly faults: readonly unknown[]
}

/** What a hub of a schedule is made of. */
export interface HubNodeOptions {
  readonly clock: Clock
  readonly network: Network
  readonly store: EventStore
  readonly identities: ReadonlyMap<string, Identity>
  readonly plant: Plant | null
  newId(): string
  /** A run of it has begun. */
  onStart(centre: Centre, life: Life): void
}

/** Writes behind its answer, and loses what it has not written when it dies. */
function boastful(store: EventStore, life: Life): EventStore {
  const later: (readonly [number, Batch])[] = []
  const write = () => {
    const [next] = later.splice(0, 1)
    if (next !== undefined && !life.isOver) void store.append(...next)
  }
  return {
    ...store,
    async findResults(commandIds) {
      const entries = later.flatMap(([, batch]) => batch.entries)
      const promised = entries.flatMap(({ commandId, fingerprint, outcome }) =>
        outcome === null ? [] : [[commandId, { fingerprint, outcome }] as const],
      )
      return new Map([...promised, ...(await store.findResults(commandIds))])
    },
    async append(expected, batch) {
      later.push([expected, batch])
      life.clock.after(400, write)
      return { ok: true, value: undefined }
    },
  }
}

/** The hub's end of sockets, as `hub/server/socket.ts` speaks: hello, what was missed, commits, commands. */
function doors(hub: HubParts, life: Life, plant: Plant | null): Accept {
  return (machine, near) => {
    let identity: Identity | null = null
    const say = (message: unknown) => {
      if (!life.isOver) near.say(JSON.stringify(message))
    }
    const eventsText = (events: readonly string[]) => `{"type":"events","events":[${events.join(',')}]}`
    const stop = hub.centre.onCommitted(({ events }) => {
      if (identity !== null && !life.isOver) near.say(eventsText(events))
    })
    const hello = async (lastRevision: number | null) => {
      await hub.centre.readable()
      const who = await hub.access.identify(machine)
      if (who === null || life.isOver) return
      const serverTime = new Date(hub.clock.now()).toISOString()
      const capabilities = {
        idCard: false,
        ticketPrinter: false,
        announcer: true,
        codeScanner: 'none',
        demo: false,
      }
      const head = hub.centre.head()
      const state = hub.centre.state()
      const { epoch } = state
      say({
        type: 'welcome',
        protocol: protocolVersion,
        identity: who,
        capabilities,
        serverTime,
        head,
        epoch,
      })
      const missed = lastRevision === null ? null : hub.centre.recentAfter(lastRevision)
      if (missed === null) say({ type: 'snapshot', revision: state.revision, state: toSnapshot(state) })
      else if (missed.length > 0) near.say(eventsText(missed))
      identity = who
    }
    const received = async (text: string) => {
      const message = clientMessage.parse(JSON.parse(text))
      if (message.type === 'ping') return say({ type: 'pong' })
      if (message.type === 'hello') return hello(message.lastRevision)
      if (message.type !== 'command' || identity === null) return
      const { command, as } = message
      const { commandId } = command.body
      const actor = as === undefined ? identity : await hub.access.identify(as)
      if (actor === null || life.isOver) return
      const isHasty = plant === 'a merge is answered before it is done' && command.name === 'merge-offline'
      if (isHasty) {
        const value = { merged: command.body.records.length, waitsFor: null }
        say({ type: 'result', commandId, ok: true, value })
      }
      const answer = await perform(hub, actor, command)
      if (!answer.ok) say({ type: 'refused', commandId, problem: problemOf(answer.error, 'zh') })
      else say({ type: 'result', commandId, ok: true, value: JSON.parse(answer.value) })
    }
    return {
      said(text) {
        if (!life.isOver) void received(text)
      },
      gone: stop,
    }
  }
}

/** What a mirror would be that passes over calls: to it they are entries of the play log. */
const skipping =
  (accept: Accept): Accept =>
  (machine, near) =>
    accept(machine, {
      say(text) {
        const message = JSON.parse(text) as { type: string; events?: { type: string }[] }
        for (const event of message.events ?? [])
          if (event.type === 'TicketCalled') event.type = 'AnnouncementEnded'
        near.say(JSON.stringify(message))
      },
    })

/** Makes the hub of one schedule; it is dead until it is started. */
export function hubNode(options: HubNodeOptions): HubNode {
  const { clock, network, plant, newId } = options
  const faults: unknown[] = []
  const write = deadlyWrite()
  let life = newLife(clock)
  let parts: HubParts | null = null

  const die = () => {
    write.disarm()
    life.end()
    parts = null
    network.accept = () => null
    network.hubGone()
  }
  const disk = (mine: Life): EventStore => {
    const store =
      plant === 'the hub answers before the commit' ? boastful(options.store, mine) : options.store
    return {
      ...store,
      async append(expected, batch) {
        if (mine.isOver) return never
        const fate = write.next()
        if (fate === 'before') {
          die()
          return never
        }
        const written = await store.append(expected, batch)
        if (fate === 'after') die()
        return mine.isOver ? never : written
      },
    }
  }
  return {
    get parts() {
      return parts
    },
    faults,
    async start() {
      if (parts !== null) return
      life = newLife(clock)
      const mine = life
      const store = disk(mine)
      const opened = await openCentre({
        ...{ store, clock: mine.clock, newId, site: 'site', snapshotEvery: 1_000_000, fencedBy: null },
        onCommit: () => undefined,
        onFault: (error) => {
          if (!mine.isOver) faults.push(error)
        },
      })
      const centre = careless(opened, plant)
      const quiet = () => undefined
      vault ??= openVault(memoryEventStore(), keys, newId)
      const made = {
        ...{ centre, store, clock: mine.clock, wireClock: mine.clock, newId },
        vault,
        access: { identify: async (token: string) => options.identities.get(token) ?? null },
        metrics: { command: quiet },
        deviceCounters: { note: quiet },
        log: { info: quiet, warn: quiet, error: quiet },
      } as unknown as HubParts
      parts = made
      const accept = doors(made, mine, plant)
      network.accept = plant === 'the mirror passes over events' ? skipping(accept) : accept
      options.onStart(centre, mine)
    },
    crash(moment) {
      if (parts === null) return
      if (moment === 'now') die()
      else write.arm(moment)
    },
  }
}
