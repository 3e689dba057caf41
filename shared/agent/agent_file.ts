import { existsSync, renameSync } from 'node:fs'
import { openDatabase, openToRead, type SqliteDatabase } from '#sqlite'
import type { AgentLog } from './log.ts'

/** An agent's file, open, and what became of the one that was there. */
export interface AgentFile {
  readonly database: SqliteDatabase
  /** Whether it remembers all that the machine has done: false for a new file, and where a damaged one was not read whole. */
  readonly isWhole: boolean
  /** Whether a file that could not be used lies beside it, for a person to look at. */
  readonly isSetAside: boolean
}

const parts = ['', '-wal', '-shm']
const mostAside = 50

const asideName = (file: string, n: number) => `${file}.damaged${n === 1 ? '' : `-${n}`}`
const isAside = (file: string) => existsSync(asideName(file, 1))

function openChecked(file: string, migrations: readonly string[]): SqliteDatabase {
  const database = openDatabase({ file, migrations })
  const answer = database.pragma('integrity_check(1)', { simple: true })
  if (answer === 'ok') return database
  database.close()
  throw new Error(`The file is damaged: ${String(answer)}`)
}

/** Moves a file out of the way, under a name that nothing has; what it is called now. */
function putAside(file: string): string {
  for (let n = 1; n <= mostAside; n += 1) {
    const aside = asideName(file, n)
    if (existsSync(aside)) continue
    for (const part of parts)
      try {
        renameSync(file + part, aside + part)
      } catch {
        // This part was not there.
      }
    return aside
  }
  throw new Error(`More than ${mostAside} damaged files lie beside ${file}: the disk must be looked at`)
}

interface Table {
  readonly name: string
  readonly place: string
  readonly columns: string
}
const tables: readonly Table[] = [
  { name: 'outbox', place: 'sequence', columns: 'sequence, command_id, day, number, record, events' },
  { name: 'kept', place: 'place', columns: 'place, kind, key, value' },
]

/**
 * Copies the rows that can still be read, from the first on and, where that ends at a bad page, from the last back;
 * whether that was all of them.
 */
function copyTable(from: SqliteDatabase, to: SqliteDatabase, { name, place, columns }: Table): boolean {
  const marks = columns.replaceAll(/\w+/g, '?')
  const insert = to.prepare(`INSERT OR IGNORE INTO ${name} (${columns}) VALUES (${marks})`)
  const copy = (order: 'ASC' | 'DESC'): boolean => {
    try {
      // NOT INDEXED: an index may be what is damaged.
      const rows = from.prepare(`SELECT ${columns} FROM ${name} NOT INDEXED ORDER BY ${place} ${order}`).raw()
      for (const row of rows.iterate()) insert.run(...(row as unknown[]))
      return true
    } catch {
      return false
    }
  }
  return copy('ASC') || (copy('DESC') && false)
}

/** Takes over what a damaged file still tells; true when all that the machine has done is in it. */
function salvage(aside: string, database: SqliteDatabase): boolean {
  let isWhole = false
  try {
    const damaged = openToRead(aside)
    database.transaction(() => {
      const [isOutboxWhole] = tables.map((table) => copyTable(damaged, database, table))
      isWhole = isOutboxWhole === true
    })()
    damaged.close()
  } catch {
    // Not even its first page can be read.
  }
  return isWhole
}

/**
 * Opens an agent's file and reads it whole once. One that cannot be used is put aside for a person, and what can be
 * read of it is taken over: the machine must neither stand still for it nor forget what it has done.
 */
export function openAgentFile(file: string, migrations: readonly string[], log: AgentLog): AgentFile {
  const isNew = !existsSync(file)
  try {
    return { database: openChecked(file, migrations), isWhole: !isNew, isSetAside: isAside(file) }
  } catch (error) {
    const aside = putAside(file)
    const database = openDatabase({ file, migrations })
    const isWhole = salvage(aside, database)
    log.error({ err: error, aside, isWhole }, 'the agent’s file cannot be used; it is put aside')
    return { database, isWhole, isSetAside: true }
  }
}
