import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Clock } from '#basics'
import { type BackupStatus, backupProblems, drillReport } from '#protocol'
import type { Centre } from '../core/centre.ts'
import type { HubLog } from '../server/hub_parts.ts'
import type { Custody } from '../standby/custody.ts'
import type { CopySource } from '../store/copy.ts'
import { backupsIn, type Manifest, type StoredBackup } from './manifest.ts'
import { expired, type KeepRule } from './retention.ts'
import { takeBackup } from './take_backup.ts'

/** When and where backups are taken. */
export interface BackupPlan {
  readonly folder: string
  readonly everyHours: number
  readonly keep: KeepRule
  /** Version of this program. */
  readonly program: string
}

/** Takes backups while the hub serves, and says how they stand. */
export interface BackupKeeper {
  status(): Omit<BackupStatus, 'standbys' | 'epoch' | 'hubId' | 'fencedBy' | 'recoveryKey'>
  /** Takes one now, or joins the one under way; resolves when it is finished, well or badly. */
  take(reason: Manifest['reason']): Promise<void>
  /** Takes no more; resolves when the one under way is finished, or given up because it took too long. */
  close(): Promise<void>
}

type Problem = NonNullable<BackupStatus['problem']>

/** The report of the last drill lies beside the backups. */
export const drillFile = (folder: string): string => join(folder, 'last-drill.json')

const lookMs = 60_000
const hourMs = 3_600_000
/** After a failure it is tried again so soon: a full disk may have been cleared. */
const againMs = 15 * 60_000
/** How long a hub that is told to stop waits for a backup: whoever stops it kills it before long. */
const lastMs = 5_000

function problemOf(error: unknown, now: number): Problem {
  const { message = String(error), code = '' } = error as { message?: string; code?: string }
  const isFull = code === 'ENOSPC' || code === 'SQLITE_FULL' || code === 'EDQUOT'
  const isClosed = /^(EACCES|EPERM|EROFS|ENOTDIR|ENOENT|EEXIST|SQLITE_CANTOPEN|SQLITE_READONLY)/.test(code)
  const isUnsound = /damaged|breaks at/.test(message)
  const known: Record<(typeof backupProblems)[number], boolean> = {
    'disk-full': isFull,
    'not-writable': isClosed,
    'not-verified': isUnsound,
    failed: true,
  }
  const found = backupProblems.find((each) => known[each]) ?? 'failed'
  return { code: found, at: new Date(now).toISOString(), detail: message }
}

function readDrill(folder: string) {
  try {
    return drillReport.parse(JSON.parse(readFileSync(drillFile(folder), 'utf8')))
  } catch {
    // No drill yet, or half a file: the console says that there was none.
    return null
  }
}

/** Whether two places are on one disk; false where that cannot be told. */
function isSameDisk(folder: string, file: string): boolean {
  try {
    return statSync(folder).dev === statSync(file).dev
  } catch {
    return false
  }
}

/** What a keeper works with. */
export interface KeeperOptions {
  readonly plan: BackupPlan
  readonly source: CopySource
  readonly keyFile: string
  readonly custody: Custody
  readonly centre: Pick<Centre, 'onCommitted'>
  readonly clock: Clock
  readonly log: HubLog
}

/** Starts keeping backups: every so many hours and at the close of each day. */
export function keepBackups(options: KeeperOptions): BackupKeeper {
  const { plan, clock, log, custody } = options
  let kept: readonly StoredBackup[] = backupsIn(plan.folder)
  let problem: Problem | null = null
  let running: Promise<void> | null = null
  let isDayClosed = false
  const ending = new AbortController()

  const nextAt = () => {
    const [last] = kept
    const due = last === undefined ? 0 : Date.parse(last.manifest.takenAt) + plan.everyHours * hourMs
    return problem === null ? due : Math.max(due, Date.parse(problem.at) + againMs)
  }
  const prune = () => {
    const dated = kept.map((backup) => ({ backup, at: Date.parse(backup.manifest.takenAt) }))
    for (const { backup } of expired(dated, plan.keep))
      rmSync(backup.folder, { recursive: true, force: true })
    kept = backupsIn(plan.folder)
  }
  const run = async (reason: Manifest['reason']) => {
    try {
      const publicKey = custody.publicKey()
      const keys = publicKey === null ? null : { bytes: readFileSync(options.keyFile), publicKey }
      const { folder, program } = plan
      const taken = await takeBackup({
        ...{ source: options.source, folder, reason, program, keys },
        ...{ now: clock.now(), signal: ending.signal },
      })
      problem = null
      log.info({ backup: taken.name, head: taken.manifest.head }, 'backup taken and verified')
    } catch (error) {
      if (ending.signal.aborted) return log.warn({}, 'a backup was given up: the hub stops')
      problem = problemOf(error, clock.now())
      log.error({ problem: problem.code, detail: problem.detail }, 'no backup could be taken')
    }
    try {
      prune()
    } catch (error) {
      log.warn({ error: String(error) }, 'old backups could not be removed')
    }
  }
  const take = (reason: Manifest['reason']) => {
    running ??= run(reason).finally(() => {
      running = null
    })
    return running
  }
  const look = () => {
    if (running !== null) return
    if (isDayClosed) {
      isDayClosed = false
      void take('day-close')
    } else if (clock.now() >= nextAt()) void take('schedule')
  }
  const stop = options.centre.onCommitted(({ events }) => {
    if (events.some((text) => text.includes('"type":"DayClosed"'))) isDayClosed = true
  })
  const timer = clock.every(lookMs, look)

  return {
    take,
    status() {
      const [last] = kept
      return {
        folder: plan.folder,
        isSameDisk: isSameDisk(plan.folder, options.keyFile),
        isRunning: running !== null,
        last:
          last === undefined
            ? null
            : {
                name: last.name,
                head: last.manifest.head,
                takenAt: last.manifest.takenAt,
                bytes: last.manifest.files.reduce((sum, { bytes }) => sum + bytes, 0),
                hasKeys: last.manifest.files.some(({ name }) => name === 'keys.sealed'),
              },
        kept: kept.length,
        nextAt: new Date(Math.max(nextAt(), clock.now())).toISOString(),
        problem,
        drill: readDrill(plan.folder),
      }
    },
    async close() {
      timer.cancel()
      stop()
      const enough = clock.after(lastMs, () => ending.abort())
      await running
      enough.cancel()
    },
  }
}
