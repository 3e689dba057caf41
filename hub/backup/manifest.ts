import { createHash } from 'node:crypto'
import { createReadStream, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { z } from 'zod'
import { err, ok, type Result } from '#basics'
import { backupManifest } from '#protocol'

/** What a backup says of itself. */
export type Manifest = z.output<typeof backupManifest>

/** A backup on the disk. */
export interface StoredBackup {
  /** Name of its folder: time and revision. */
  readonly name: string
  readonly folder: string
  readonly manifest: Manifest
}

/** Names inside a backup; a folder that is still being written begins with a dot and is no backup. */
export const backupFiles = {
  database: 'hub.db',
  keys: 'keys.sealed',
  manifest: 'manifest.json',
  unfinished: '.unfinished-',
} as const

/** SHA-256 of a file, hex; read in pieces. */
export async function fileHash(file: string, signal?: AbortSignal): Promise<string> {
  const sum = createHash('sha256')
  await pipeline(createReadStream(file), sum, { signal })
  return sum.digest('hex')
}

/** Reads a backup's manifest; the error is a sentence. */
export function readBackup(folder: string): Result<StoredBackup, string> {
  const file = join(folder, backupFiles.manifest)
  try {
    const parsed = backupManifest.safeParse(JSON.parse(readFileSync(file, 'utf8')))
    if (parsed.success) return ok({ name: basename(folder), folder, manifest: parsed.data })
    return err(`${file} is not a manifest of a backup: ${z.prettifyError(parsed.error)}`)
  } catch (error) {
    return err(`${folder} is not a backup: ${error instanceof Error ? error.message : String(error)}`)
  }
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)

/** The finished backups of a folder, newest first; none when it is not there. */
export function backupsIn(folder: string): readonly StoredBackup[] {
  let names: string[] = []
  try {
    names = readdirSync(folder)
  } catch {
    return []
  }
  return names
    .filter((name) => !name.startsWith('.'))
    .flatMap((name) => {
      const found = readBackup(join(folder, name))
      return found.ok ? [found.value] : []
    })
    .sort((a, b) => compare(b.manifest.takenAt, a.manifest.takenAt) || compare(b.name, a.name))
}
