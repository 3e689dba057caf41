import type { KeyObject } from 'node:crypto'
import { copyFileSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { err, ok, type Result } from '#basics'
import { fsyncDirectory, openDatabase, openToRead } from '#sqlite'
import { beginEpoch } from '../epoch/begin_epoch.ts'
import { fenceNames } from '../epoch/fence.ts'
import { recoveryFileIn, writeWhole } from '../standby/custody.ts'
import { publicHalf } from '../standby/recovery_key.ts'
import { openBox } from '../standby/sealed_box.ts'
import { verifyCopy } from '../store/copy.ts'
import { fillPostgres } from '../store/fill_postgres.ts'
import { migrations } from '../store/migrations.ts'
import { databaseIn, type PostgresAddress } from '../store/stores.ts'
import { keyFileIn, openKeys } from '../vault/keys.ts'
import { backupFiles, type StoredBackup } from './manifest.ts'
import { damagedFile, keysBox } from './take_backup.ts'

/** Where the keys of personal data come from at a restore. */
export type KeySource =
  | { readonly file: string }
  | { readonly recoveryKey: KeyObject }
  | { readonly none: 'personal data before this backup is given up' }

/** Lays a backup out in an empty folder as a hub's data; returns how many rows of personal data were given up. */
export function layOut({ folder, manifest }: StoredBackup, target: string, keys: KeySource): number {
  mkdirSync(target, { recursive: true, mode: 0o700 })
  copyFileSync(join(folder, backupFiles.database), databaseIn(target))
  if ('file' in keys) {
    writeWhole(keyFileIn(target), readFileSync(keys.file))
    const half = recoveryFileIn(dirname(dirname(keys.file)))
    if (existsSync(half)) writeWhole(recoveryFileIn(target), readFileSync(half))
  }
  if ('recoveryKey' in keys) {
    const box = readFileSync(join(folder, backupFiles.keys))
    writeWhole(keyFileIn(target), openBox(keys.recoveryKey, keysBox(manifest.site), box))
    const custody = { inUse: publicHalf(keys.recoveryKey), offered: null }
    writeWhole(recoveryFileIn(target), `${JSON.stringify(custody)}\n`)
  }
  if (!('none' in keys)) openKeys(keyFileIn(target))
  const database = openDatabase({ file: databaseIn(target), migrations })
  try {
    // Whoever logged out since, and codes that were used up, must not come back; nor what this hub was once told.
    database.exec(
      "DELETE FROM sessions; DELETE FROM pairings; DELETE FROM cursors WHERE name LIKE 'fenced-%'",
    )
    if (!('none' in keys)) return 0
    database.exec('DELETE FROM visits')
    return database.prepare('DELETE FROM vault').run().changes
  } finally {
    database.close()
  }
}

/** What a restore would put an end to: `lost` events that the backup does not have. */
export interface InTheWay {
  readonly head: number
  readonly lost: number
  readonly epoch: number
}

/** What a restore would put an end to in a folder, or null when there is nothing in the way. */
export function inTheWay(target: string, { manifest }: StoredBackup): InTheWay | null {
  const file = databaseIn(target)
  if (!existsSync(file)) return null
  const database = openToRead(file)
  try {
    const sql = 'SELECT max(revision) AS head FROM events'
    const head = database.prepare<[], { head: number | null }>(sql).get()?.head ?? 0
    const epochs = "SELECT max(json_extract(data, '$.epoch')) AS epoch FROM events WHERE type = 'EpochBegan'"
    const epoch = database.prepare<[], { epoch: number | null }>(epochs).get()?.epoch ?? 1
    return { head, lost: Math.max(0, head - manifest.head), epoch }
  } catch {
    // Not readable: that is why there is a restore.
    return { head: 0, lost: 0, epoch: 1 }
  } finally {
    database.close()
  }
}

/** What a hub's folder holds that a restore replaces, the database last; with PostgreSQL it is the keys alone. */
const replaced = { sqlite: ['keys', 'hub.db-wal', 'hub.db-shm', 'hub.db'], postgres: ['keys'] } as const

/** Moves what a restore replaces from one folder to another; false when there was none. */
function moveAll(from: string, to: string, names: readonly string[]): boolean {
  const isThere = names.some((name) => existsSync(join(from, name)))
  for (const name of names) {
    if (!existsSync(join(from, name))) continue
    mkdirSync(to, { recursive: true, mode: 0o700 })
    renameSync(join(from, name), join(to, name))
  }
  return isThere
}

/**
 * Notes in a log that was put aside that another has its place since the end of the backup: whoever starts it by
 * mistake gives no numbers, and what it alone had can be handed over. A log that is no longer of this one, or cannot
 * be read, is left as it is; whether it was noted.
 */
function noteReplaced(aside: string, { manifest }: StoredBackup, epoch: number): boolean {
  const file = databaseIn(aside)
  if (!existsSync(file)) return false
  try {
    const database = openDatabase({ file, migrations })
    const fork = database.prepare<[number], { hash: string }>('SELECT hash FROM events WHERE revision = ?')
    const isSameLog = fork.get(manifest.head)?.hash === manifest.headHash
    const note = database.prepare('INSERT OR REPLACE INTO cursors (name, value) VALUES (?, ?)')
    if (isSameLog) {
      note.run(fenceNames.from, manifest.head)
      note.run(fenceNames.epoch, epoch)
    }
    database.close()
    return isSameLog
  } catch {
    return false
  }
}

/** What a restore did. */
export interface Restored {
  readonly head: number
  readonly epoch: number
  readonly givenUp: number
  /** Where the data that was there before has been put, or null. */
  readonly setAside: string | null
  /** Whether what only that data had can be handed over to the restored hub. */
  readonly canHandOver: boolean
}

/** Checks a backup before anything is touched: its files, its pages, its chain; the error is a sentence. */
export async function check(backup: StoredBackup): Promise<Result<number, string>> {
  const damaged = await damagedFile(backup)
  if (damaged !== null)
    return err(`${damaged} of the backup ${backup.name} is missing or not what was written`)
  try {
    const { head, headHash } = await verifyCopy(join(backup.folder, backupFiles.database))
    if (head !== backup.manifest.head || headHash !== backup.manifest.headHash)
      return err(`the backup ${backup.name} does not end where its manifest says`)
    return ok(head)
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/**
 * Restores a backup as the data folder of a hub that is stopped, or, with the address of an empty PostgreSQL database,
 * into that: the folder then holds the keys. What was there is put aside, never deleted. The new epoch is later than
 * that of the folder's own log and than `atLeast`, which is known of a log that lies elsewhere.
 */
export async function restore(
  backup: StoredBackup,
  target: string,
  keys: KeySource,
  now: number,
  by: string,
  store: 'sqlite' | PostgresAddress = 'sqlite',
  atLeast = 1,
): Promise<Restored> {
  const before = inTheWay(target, backup)
  const work = `${target}.unfinished`
  rmSync(work, { recursive: true, force: true })
  const givenUp = layOut(backup, work, keys)
  const epoch = await beginEpoch({
    ...{ folder: work, store: 'sqlite', by, reason: `restored from ${backup.name}` },
    ...{ hasKeys: !('none' in keys), atLeast: Math.max(before?.epoch ?? 1, atLeast) },
  })
  if (store !== 'sqlite') await fillPostgres(databaseIn(work), store)
  const names = replaced[store === 'sqlite' ? 'sqlite' : 'postgres']
  mkdirSync(target, { recursive: true, mode: 0o700 })
  const aside = join(target, `before-${now}`)
  const hadData = moveAll(target, aside, names)
  moveAll(work, target, names)
  rmSync(work, { recursive: true, force: true })
  fsyncDirectory(target)
  const setAside = hadData ? aside : null
  const canHandOver = (before?.lost ?? 0) > 0 && noteReplaced(aside, backup, epoch)
  return { head: backup.manifest.head, epoch, givenUp, setAside, canHandOver }
}
