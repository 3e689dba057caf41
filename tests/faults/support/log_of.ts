import { createHash } from 'node:crypto'
import Database from 'better-sqlite3'
import { z } from 'zod'
import { canonicalJson } from '#domain'
import { callerOf } from '#testing'
import { readerToken } from './fault_centre.ts'
import type { LogEntry } from './history.ts'

const text = z.string().nullable().default(null)
const recorded = z.object({
  revision: z.int(),
  at: z.string(),
  type: z.string(),
  data: z.looseObject({ ticketId: text, counterId: text, number: text, businessDay: text }),
})

const page = 1_000

/** The hub's log as anybody with a token reads it, page by page. */
export async function logByDoor(url: string): Promise<LogEntry[]> {
  const reader = callerOf(() => url, readerToken)
  const log: LogEntry[] = []
  for (;;) {
    const after = String(log.at(-1)?.revision ?? 0)
    const { events } = await reader.granted('getEvents', { query: { after, limit: String(page) } })
    for (const each of events) {
      const { revision, type, data } = recorded.parse(each)
      const { ticketId, counterId, number, businessDay } = data
      log.push({ revision, type, ticketId, counterId, number, businessDay, commandId: null })
    }
    if (events.length < page) return log
  }
}

/** An event as it stands in a database. */
export interface Row {
  readonly revision: number
  readonly at: string
  readonly type: string
  readonly data: string
  readonly prevHash: string
  readonly hash: string
  readonly commandId: string
}

/** What the database itself says. */
export interface FileReport {
  readonly integrity: string
  /** The first revision that is missing, out of place or not what was written; null when the chain holds. */
  readonly brokenAt: number | null
  /** The command behind each revision, from the first. */
  readonly commandIds: readonly string[]
  /** What the database remembers to have answered. */
  readonly answered: ReadonlySet<string>
  readonly issued: readonly string[]
}

/** The hash of an event, worked out here and not by the hub's own code: SHA-256 over the hash before and the event. */
export function hashOf({ revision, at, type, data, prevHash }: Row): string {
  const value: unknown = JSON.parse(data)
  const written = `{"at":"${at}","data":${canonicalJson(value)},"revision":${revision},"type":"${type}"}`
  return createHash('sha256').update(prevHash).update(written).digest('hex')
}

/** The first revision at which the chain does not hold, or null. */
export function brokenAt(rows: readonly Row[]): number | null {
  let before = '0'.repeat(64)
  for (const [index, row] of rows.entries()) {
    if (row.revision !== index + 1 || row.prevHash !== before || hashOf(row) !== row.hash) return index + 1
    before = row.hash
  }
  return null
}

/** Every event of an open database, from the first. */
export const rowsOf = (database: Database.Database): readonly Row[] =>
  database
    .prepare<[], Row>(
      'SELECT revision, at, type, data, prev_hash AS prevHash, hash, command_id AS commandId FROM events ORDER BY revision',
    )
    .all()

/** Reads a database file that no hub has open; null when it has no tables yet. Throws when it cannot be opened. */
export function readFile(file: string): FileReport | null {
  const database = new Database(file)
  try {
    const hasTables =
      database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'events'").get() !== undefined
    if (!hasTables) return null
    const rows = rowsOf(database)
    const ids = (sql: string) => database.prepare<[], { id: string }>(sql).all()
    return {
      integrity: String(database.pragma('integrity_check', { simple: true })),
      brokenAt: brokenAt(rows),
      commandIds: rows.map(({ commandId }) => commandId),
      answered: new Set(ids('SELECT id FROM commands').map(({ id }) => id)),
      issued: ids('SELECT id FROM tickets').map(({ id }) => id),
    }
  } finally {
    database.close()
  }
}

/** The log of the door with each event's command, from the file of the same hub. */
export const withCommands = (log: readonly LogEntry[], { commandIds }: FileReport): LogEntry[] =>
  log.map((entry) => ({ ...entry, commandId: commandIds[entry.revision - 1] ?? null }))
