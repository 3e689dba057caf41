import { join } from 'node:path'
import type { z } from 'zod'
import { openAgentFile } from './agent_file.ts'
import type { AgentLog } from './log.ts'
import { type OfflineOutbox, offlineOutbox, outboxTables } from './offline/outbox.ts'

/** A small table: a row is on the disk when `put` or `remove` returns. */
export interface DurableTable<Row> {
  /** In the order they were put; rows of an unknown shape are left out. */
  all(): readonly Row[]
  put(key: string, row: Row): void
  remove(key: string): void
}

/** What an agent keeps over a restart: print jobs, unsent results, the mirror, the outbox. No person can be read in it. */
export interface AgentStore {
  table<Row>(kind: string, row: z.ZodType<Row>): DurableTable<Row>
  /** What was done while the hub was away. */
  readonly outbox: OfflineOutbox
  /** Whether all that this machine has done is known: not at its first start, nor where a damaged file told too little. */
  readonly isWhole: boolean
  /** Whether a file that could not be used lies beside it. */
  readonly isSetAside: boolean
  close(): void
}

/** The schema of an agent’s file, version by version. */
export const agentMigrations: readonly string[] = [
  `CREATE TABLE kept (
     place INTEGER PRIMARY KEY,
     kind TEXT NOT NULL,
     key TEXT NOT NULL,
     value TEXT NOT NULL,
     UNIQUE (kind, key)
   ) STRICT`,
  outboxTables,
]

/** The row as it was put, or null where it cannot be read (any more). */
function readRow<Row>(value: string, row: z.ZodType<Row>): Row | null {
  try {
    const parsed = row.safeParse(JSON.parse(value))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

/** Opens the agent's one file in its data folder. */
export function openAgentStore(dataDir: string, log: AgentLog): AgentStore {
  const { database, isWhole, isSetAside } = openAgentFile(join(dataDir, 'agent.db'), agentMigrations, log)
  const select = database.prepare<[string], { value: string }>(
    'SELECT value FROM kept WHERE kind = ? ORDER BY place',
  )
  const upsert = database.prepare<[string, string, string]>(
    `INSERT INTO kept (kind, key, value) VALUES (?, ?, ?)
     ON CONFLICT (kind, key) DO UPDATE SET value = excluded.value`,
  )
  const outbox = offlineOutbox(database)
  const { unreadable } = outbox
  if (unreadable > 0) log.error({ unreadable }, 'kept steps cannot be read: they wait for a version that can')
  const drop = database.prepare<[string, string]>('DELETE FROM kept WHERE kind = ? AND key = ?')
  return {
    table: (kind, row) => ({
      all: () =>
        select.all(kind).flatMap(({ value }) => {
          const read = readRow(value, row)
          return read === null ? [] : [read]
        }),
      // What settles after the end is found again in the journal at the next start.
      put(key, value) {
        if (database.open) upsert.run(kind, key, JSON.stringify(value))
      },
      remove(key) {
        if (database.open) drop.run(kind, key)
      },
    }),
    ...{ outbox, isWhole, isSetAside },
    close: () => void database.close(),
  }
}
