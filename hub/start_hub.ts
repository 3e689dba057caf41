import { type Clock, systemClock } from '#basics'
import type { EpochData, RecordedEvent } from '#domain'
import { openAccess } from './access/access.ts'
import { openAccessStore } from './access/access_store.ts'
import { type Allowance, rateLimit } from './access/rate_limit.ts'
import { type BackupPlan, keepBackups } from './backup/keeper.ts'
import { type Centre, openCentre } from './core/centre.ts'
import { idSource } from './core/ids.ts'
import type { CentreDefinition } from './definition.ts'
import { epochProof, knownFence, openFence } from './epoch/fence.ts'
import { handoverDesk } from './epoch/handover_desk.ts'
import { keepHouse } from './housekeeping.ts'
import { browserPlays } from './media/browser_plays.ts'
import { openMediaDesk } from './media/media_desk.ts'
import { applyDefinition } from './seed.ts'
import type { DemoPages } from './server/demo_pages.ts'
import { counterBoard } from './server/device_counters.ts'
import type { HubLog, Limits } from './server/hub_parts.ts'
import { hubMetrics } from './server/metrics.ts'
import { presence } from './server/presence.ts'
import { openServer } from './server/server.ts'
import type { Upkeep } from './server/upkeep.ts'
import { staffingDesk } from './staffing/staffing_desk.ts'
import { openCustody } from './standby/custody.ts'
import { standbyDesk } from './standby/standby_desk.ts'
import { type Cursors, openCursors } from './store/cursors.ts'
import type { EventStore } from './store/event_store.ts'
import type { Rows } from './store/rows.ts'
import { copySource, openStores, type StoreChoice, type Stores } from './store/stores.ts'
import { centreSide } from './sync/centre_side.ts'
import type { CitySetup } from './sync/city_setup.ts'
import { type CityDesk, noCity } from './sync/desk.ts'
import type { CentreSide } from './sync/inbox.ts'
import { freshKeys, keyFileIn, keyMark, openKeys, type VaultKeys } from './vault/keys.ts'
import { openVault, type Retention } from './vault/vault.ts'

/** How much senders may ask of a hub. */
export type Allowances = { readonly [Name in keyof Limits]: Allowance }

/** What 64 honest terminals stay far below, and a runaway loop does not. */
export const defaultAllowances: Allowances = {
  sender: { burst: 1_000, perSecond: 200 },
  address: { burst: 2_000, perSecond: 500 },
  entry: { burst: 60, perSecond: 2 },
  strangers: { burst: 60, perSecond: 2 },
}

/**
 * Personal data is needed while the matter is open; notes and captured documents until the visit is settled; comments
 * belong to the rating's follow-up.
 */
export const defaultRetention: Retention = {
  person: 24,
  note: 24 * 30,
  comment: 24 * 180,
  attachment: 24 * 30,
}

/** What a hub is started with; nothing is read from the environment here. */
export interface HubOptions {
  /** Folder of the keys and of SQLite's file; null keeps both in memory. */
  readonly folder: string | null
  /** 'memory' keeps the log in memory even when there is a folder; an address of PostgreSQL may be several hubs'. */
  readonly store: StoreChoice
  readonly host: string
  /** 0 = any free port. */
  readonly port: number
  /** Folder of the built pages. */
  readonly pages: string
  readonly definition: CentreDefinition | null
  readonly demo: DemoPages | null
  readonly log: HubLog
  readonly clock?: Clock
  /** Of heartbeats and rate limits; real time unless given. */
  readonly wireClock?: Clock
  readonly allowances?: Allowances
  readonly retention?: Retention
  /** Without a plan, or a folder, no backups are taken. */
  readonly backup?: BackupPlan
  readonly snapshotEvery?: number
  /** Media may be fetched from this machine itself, too: for tests. */
  readonly mediaFromLoopback?: boolean
  /** Wraps the log's store, for tests that make it fail. */
  wrapStore?(store: EventStore): EventStore
}

/** The log as other parts of the hub's program read it. */
export interface LogReader {
  head(): number
  eventsAfter(after: number, limit: number): Promise<readonly RecordedEvent[]>
  /** Calls back after each commit; returns the way to stop. */
  onCommitted(listener: () => void): () => void
}

/** A running hub. */
export interface RunningHub {
  readonly url: string
  readonly port: number
  readonly siteId: string
  readonly centre: Centre
  readonly store: EventStore
  readonly log: LogReader
  readonly cursors: Cursors
  readonly newId: () => string
  /** Small tables beside the log. */
  readonly rows: Rows
  /** What the city may cause here. */
  readonly citySide: CentreSide
  /** Hears that a later epoch has begun; only a proof of the centre's keys is believed, and fences this hub. */
  hearEpoch(began: EpochData): Promise<void>
  /** Gives the hub's doors the link to the city; without one they say 'off'. */
  showCity(desk: CityDesk): void
  /** Lets managers connect the centre to its city. */
  offerCitySetup(setup: CitySetup): void
  close(): Promise<void>
}

const limitsOf = (allowances: Allowances, clock: Clock): Limits => ({
  sender: rateLimit(allowances.sender, clock),
  address: rateLimit(allowances.address, clock),
  entry: rateLimit(allowances.entry, clock),
  strangers: rateLimit(allowances.strangers, clock),
})

/** Opens the keys of the vault; rejects when another hub of the centre seals with others. */
async function openAgreedKeys(folder: string | null, stores: Stores): Promise<VaultKeys> {
  if (folder === null) return freshKeys()
  const file = keyFileIn(folder)
  const keys = openKeys(file)
  const mark = keyMark(keys)
  if ((await stores.agree('vault-keys', mark)) === mark) return keys
  throw new Error(
    `The keys in ${file} are not those this centre's personal data is sealed with. ` +
      "Copy keys/vault.json from the data folder of the centre's first hub and start again.",
  )
}

/** Opens what keeps the centre alive when this hub is lost. */
async function openUpkeep(
  { store: choice, folder, backup, clock = systemClock(), log }: HubOptions,
  stores: Stores,
  centre: Centre,
  keys: VaultKeys,
): Promise<Upkeep> {
  const { rows } = stores
  const custody = openCustody(folder)
  const keyFile = folder === null ? null : keyFileIn(folder)
  const fence = await openFence(openCursors(rows), centre.state().epoch, epochProof(keys.lookup), (epoch) => {
    centre.fence(epoch)
    log.error({ epoch }, 'another hub has taken this one’s place: nothing is written any more')
  })
  const source = choice === 'memory' || folder === null ? null : copySource(choice, folder)
  const backups =
    backup === undefined || source === null || keyFile === null
      ? null
      : keepBackups({ plan: backup, source, keyFile, custody, centre, clock, log })
  return {
    backups,
    handovers: folder === null ? null : handoverDesk({ folder, centre, rows, clock }),
    custody,
    standby: standbyDesk({ rows, centre, custody, keyFile, clock }),
    fence,
  }
}

/** Opens the parts of a hub below its doors; of several that start at once, one sets an empty centre up. */
async function openParts(options: HubOptions, stores: Stores) {
  const { clock = systemClock(), wireClock = systemClock(), log, folder, definition } = options
  const store = options.wrapStore?.(stores.events) ?? stores.events
  const newId = idSource(clock)
  let centreOrNull: Centre | null = null
  const state = () => centreOrNull?.state() ?? null
  const deviceCounters = counterBoard(clock, state)
  const metrics = hubMetrics(state, deviceCounters)
  const centre = await openCentre({
    store,
    clock,
    newId,
    site: definition?.site.id ?? '',
    snapshotEvery: options.snapshotEvery ?? 5_000,
    fencedBy: await knownFence(openCursors(stores.rows)),
    onCommit: metrics.commit,
    onFault: (error) => log.error({ error: String(error) }, 'the store did not take a batch'),
  })
  centreOrNull = centre
  const access = openAccess(openAccessStore(stores.rows), centre.state, clock, newId)
  if (definition !== null) await applyDefinition(centre, access, definition)
  const keys = await openAgreedKeys(folder, stores)
  const vault = openVault(store, keys, newId)
  const upkeep = await openUpkeep(options, stores, centre, keys)
  const limits = limitsOf(options.allowances ?? defaultAllowances, wireClock)
  const staffing = staffingDesk()
  const media = openMediaDesk({
    folder,
    ...{ centre, rows: stores.rows, clock, random: Math.random, log },
    rule: { allowsLoopback: options.mediaFromLoopback === true },
  })
  const desks = {
    ...{ centre, store, access, vault, upkeep, staffing, media, deviceCounters },
    ...{ presence: presence(clock), browserPlays: browserPlays({ centre, clock, newId }) },
  }
  return { ...desks, clock, wireClock, newId, limits, metrics, log }
}

/** The log for others; of a hub that was replaced it ends where the centre's own log goes another way. */
function logReader(centre: Centre, fence: Upkeep['fence']): LogReader {
  const end = () => Math.min(centre.head(), fence.state()?.fromRevision ?? Number.POSITIVE_INFINITY)
  return {
    head: end,
    async eventsAfter(after, limit) {
      const events = await centre.eventsAfter(after, limit)
      return events.filter(({ revision }) => revision <= end())
    },
    onCommitted: (listener) => centre.onCommitted(() => listener()),
  }
}

/** Starts a hub: opens its store, replays its log, sets an empty centre up, and serves. Rejects with a sentence. */
export async function startHub(options: HubOptions): Promise<RunningHub> {
  const stores = await openStores(options.store, options.folder, options.clock ?? systemClock())
  const parts = await stores
    .alone(() => openParts(options, stores))
    .catch(async (error: unknown) => {
      await stores.close()
      throw error
    })
  const { centre, newId } = parts
  const house = keepHouse(parts, options.retention ?? defaultRetention)
  let city = noCity(centre.head)
  let citySetup: CitySetup | null = null
  const server = await openServer(
    { ...parts, demo: options.demo, city: () => city, citySetup: () => citySetup },
    options,
  )
  return {
    url: server.url,
    port: server.port,
    siteId: centre.state().site?.id ?? '',
    centre,
    store: parts.store,
    log: logReader(centre, parts.upkeep.fence),
    cursors: openCursors(stores.rows),
    newId,
    rows: stores.rows,
    citySide: centreSide(centre, parts.vault),
    hearEpoch: (began) => parts.upkeep.fence.hear(began, centre.state().epoch),
    showCity(desk) {
      city = desk
    },
    offerCitySetup(setup) {
      citySetup = setup
    },
    async close() {
      house.cancel()
      await parts.upkeep.backups?.close()
      await server.close()
      await parts.browserPlays.close()
      await parts.media.close()
      await centre.close()
      await stores.close()
    },
  }
}
