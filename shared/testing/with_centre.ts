import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { type Clock, type SimulatedClock, simulatedClock } from '#basics'
import type { Policy } from '#domain'
import {
  type Allowances,
  type BackupPlan,
  centreDefinition,
  type EventStore,
  type HubLog,
  type RunningHub,
  type StoreChoice,
  startHub,
} from '#hub'
import { type Caller, callerOf } from './caller.ts'
import { passwordOf, testDefinition, tokenOf } from './test_centre.ts'

/** How the test's centre is to be. */
export interface CentreSetting {
  /** Default sqlite. */
  readonly store?: StoreChoice
  /** Real time instead of the simulated clock. */
  readonly realTime?: Clock
  readonly policy?: Partial<Policy>
  readonly allowances?: Allowances
  readonly snapshotEvery?: number
  readonly wrapStore?: (store: EventStore) => EventStore
  /** Backups into this folder; none without it. */
  readonly backups?: string
  /** Media may be fetched from this machine itself. */
  readonly mediaFromLoopback?: boolean
}

/** A hub on a temporary folder, with people and devices that have business with it. */
export interface TestCentre {
  readonly url: string
  readonly folder: string
  /** Stands still until the test moves it; starts on Monday 2026-03-02, 09:00 in Shanghai. */
  readonly clock: SimulatedClock
  /** Everything the hub has logged, as JSON lines. */
  readonly logged: readonly string[]
  hub(): RunningHub
  /** A device of the test centre by its id. */
  device(id: string): Caller
  /** Logs a member of the test centre's staff in. */
  staff(username: string): Promise<Caller>
  /** Somebody without a token, or with a strange one. */
  stranger(token?: string): Caller
  commandId(): string
  /** Stops the hub and starts it again on the same folder. */
  restart(): Promise<void>
}

const mondayMorning = Date.parse('2026-03-02T01:00:00Z')
const plenty = { burst: 1_000_000, perSecond: 1_000_000 }

/** Allowances that no test uses up. */
export const unlimited: Allowances = { sender: plenty, address: plenty, entry: plenty, strangers: plenty }

function recordingLog(lines: string[]): HubLog {
  const write = (level: string) => (fields: Readonly<Record<string, unknown>>, sentence: string) =>
    void lines.push(JSON.stringify({ level, ...fields, sentence }))
  return { info: write('info'), warn: write('warn'), error: write('error') }
}

const planFor = (folder: string): BackupPlan => ({
  folder,
  everyHours: 4,
  keep: { days: 7, weeks: 4 },
  program: 'test',
})

/** Starts a hub as a test wants it, hands it over, and takes everything away again whatever happens. */
export async function withCentre<T>(
  setting: CentreSetting,
  use: (centre: TestCentre) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-'))
  const clock = simulatedClock(mondayMorning)
  const logged: string[] = []
  const {
    store = 'sqlite',
    policy,
    allowances = unlimited,
    realTime,
    snapshotEvery,
    wrapStore,
    backups,
    mediaFromLoopback = false,
  } = setting
  const start = () =>
    startHub({
      folder,
      store,
      host: '127.0.0.1',
      port: 0,
      pages: join(folder, 'no-pages'),
      definition: centreDefinition.parse(testDefinition(policy)),
      demo: null,
      log: recordingLog(logged),
      clock: realTime ?? clock,
      allowances,
      mediaFromLoopback,
      ...(snapshotEvery === undefined ? {} : { snapshotEvery }),
      ...(wrapStore === undefined ? {} : { wrapStore }),
      ...(backups === undefined ? {} : { backup: planFor(backups) }),
    })
  let hub = await start()
  const caller = (token: string | null) => callerOf(() => hub.url, token)
  const centre: TestCentre = {
    get url() {
      return hub.url
    },
    folder,
    clock,
    logged,
    hub: () => hub,
    device: (id) => caller(tokenOf(id)),
    async staff(username) {
      const body = { username, password: passwordOf(username) }
      return caller((await caller(null).granted('login', { body })).token)
    },
    stranger: (token) => caller(token ?? null),
    commandId: () => ulid(),
    async restart() {
      await hub.close()
      hub = await start()
    },
  }
  try {
    return await use(centre)
  } finally {
    await hub.close()
    rmSync(folder, { recursive: true, force: true })
  }
}
