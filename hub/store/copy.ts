import { existsSync } from 'node:fs'
import { openDatabase, openToRead } from '#sqlite'
import { verifyChain } from './chain.ts'
import { copyPostgres } from './copy_postgres.ts'
import { migrations } from './migrations.ts'
import { sqliteEventStore } from './sqlite_store.ts'

/** What a copy of a centre's database was found to hold. */
export interface Verified {
  readonly site: string
  readonly head: number
  readonly headHash: string
  readonly schema: number
}

/** Where a copy is taken from: the hub's file, or the address of its PostgreSQL. */
export type CopySource = { readonly file: string } | { readonly postgres: string }

/**
 * Copies a centre's database, as it is at one moment, into a new SQLite file. The source goes on being written: SQLite
 * by VACUUM INTO over a connection of its own, PostgreSQL table by table in one REPEATABLE READ transaction. Blocks
 * its thread; rejects when the disk is full or the source cannot be read.
 */
export async function copyInto(source: CopySource, target: string): Promise<void> {
  if (existsSync(target)) throw new Error(`${target} is there already`)
  if ('postgres' in source) {
    const database = openDatabase({ file: target, migrations })
    try {
      await copyPostgres(source.postgres, database)
      // One file, whole: what is copied later is this file alone.
      database.pragma('journal_mode = DELETE')
    } finally {
      database.close()
    }
    return
  }
  const database = openToRead(source.file)
  try {
    database.prepare('VACUUM INTO ?').run(target)
  } finally {
    database.close()
  }
}

/**
 * Reads a copy as a stranger would: whole pages, an unbroken chain from the first event to the last, and where it
 * ends. Throws with a sentence when it cannot be trusted.
 */
export async function verifyCopy(file: string): Promise<Verified> {
  const database = openToRead(file)
  try {
    const schema = Number(database.pragma('user_version', { simple: true }))
    if (schema > migrations.length)
      throw new Error(
        `${file} was written by a newer program (schema ${schema}, this one knows ${migrations.length})`,
      )
    const integrity = database.pragma('integrity_check', { simple: true })
    if (integrity !== 'ok') throw new Error(`${file} is damaged: ${String(integrity)}`)
    const walked = await verifyChain(sqliteEventStore(database))
    if (!walked.ok) throw new Error(`the log in ${file} breaks at revision ${walked.error}`)
    const { head, hash } = walked.value
    const last = database
      .prepare<[], { site: string }>('SELECT site FROM events ORDER BY revision DESC LIMIT 1')
      .get()
    return { site: last?.site ?? '', head, headHash: hash, schema }
  } finally {
    database.close()
  }
}
