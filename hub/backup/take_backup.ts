import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join } from 'node:path'
import { fsyncDirectory } from '#sqlite'
import { writeWhole } from '../standby/custody.ts'
import { sealBox } from '../standby/sealed_box.ts'
import type { CopySource } from '../store/copy.ts'
import { copyApart } from '../store/copy_apart.ts'
import { backupFiles, fileHash, type Manifest, readBackup, type StoredBackup } from './manifest.ts'

/** What a backup is taken of and where it goes. */
export interface BackupOrder {
  readonly source: CopySource
  /** Folder of all backups. */
  readonly folder: string
  readonly reason: Manifest['reason']
  readonly now: number
  readonly program: string
  /** The vault's key file, and for whom it is sealed; without either the backup holds no keys. */
  readonly keys: { readonly bytes: Uint8Array; readonly publicKey: string } | null
  /** Gives the backup up. */
  readonly signal: AbortSignal
}

/** What the sealed key file of a backup is bound to. */
export const keysBox = (site: string): string => `keys|${site}`

const stamp = (now: number) => new Date(now).toISOString().replaceAll(/[-:]/g, '').replace(/\.\d+/, '')

function syncFile(file: string): void {
  const handle = openSync(file, 'r+')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

/** Removes what an earlier run was killed over. */
function sweep(folder: string): void {
  for (const name of readdirSync(folder))
    if (name.startsWith(backupFiles.unfinished)) rmSync(join(folder, name), { recursive: true, force: true })
}

async function describe(
  work: string,
  names: readonly string[],
  signal: AbortSignal,
): Promise<Manifest['files']> {
  const files: Manifest['files'] = []
  for (const name of names) {
    const file = join(work, name)
    files.push({ name, bytes: statSync(file).size, sha256: await fileHash(file, signal) })
  }
  return files
}

/**
 * Takes a backup: copied and verified by a program of its own, described, and only then given its name; one that was
 * interrupted never has a name. Rejects when the disk is full, the folder cannot be written, the copy is not sound or
 * it was given up.
 */
export async function takeBackup(order: BackupOrder): Promise<StoredBackup> {
  const { folder, source, keys, signal } = order
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  sweep(folder)
  const work = join(folder, `${backupFiles.unfinished}${stamp(order.now)}`)
  mkdirSync(work, { mode: 0o700 })
  try {
    const database = join(work, backupFiles.database)
    const verified = await copyApart(source, database, signal)
    syncFile(database)
    const names: string[] = [backupFiles.database]
    if (keys !== null) {
      writeWhole(join(work, backupFiles.keys), sealBox(keys.publicKey, keysBox(verified.site), keys.bytes))
      names.push(backupFiles.keys)
    }
    const manifest: Manifest = {
      format: 1,
      ...verified,
      program: order.program,
      takenAt: new Date(order.now).toISOString(),
      reason: order.reason,
      source: 'file' in source ? 'sqlite' : 'postgres',
      files: await describe(work, names, signal),
    }
    signal.throwIfAborted()
    writeWhole(join(work, backupFiles.manifest), `${JSON.stringify(manifest, null, 2)}\n`)
    let name = `${stamp(order.now)}-r${verified.head}`
    for (let twin = 2; existsSync(join(folder, name)); twin += 1)
      name = `${stamp(order.now)}-r${verified.head}-${twin}`
    renameSync(work, join(folder, name))
    fsyncDirectory(folder)
    const taken = readBackup(join(folder, name))
    if (!taken.ok) throw new Error(taken.error)
    return taken.value
  } catch (error) {
    rmSync(work, { recursive: true, force: true })
    throw error
  }
}

/** Whether the files of a backup are still what its manifest says; the first that is not, or null. */
export async function damagedFile({ folder, manifest }: StoredBackup): Promise<string | null> {
  for (const { name, sha256 } of manifest.files) {
    const file = join(folder, name)
    if (!existsSync(file) || (await fileHash(file)) !== sha256) return name
  }
  return null
}
