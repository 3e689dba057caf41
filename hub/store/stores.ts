import { join } from 'node:path'
import type { Clock } from '#basics'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import type { CopySource } from './copy.ts'
import type { EventStore } from './event_store.ts'
import { loneBatches } from './lone_batches.ts'
import { memoryEventStore } from './memory_store.ts'
import { migrations } from './migrations.ts'
import { postgresMigrations } from './postgres_migrations.ts'
import { listenToPostgres } from './postgres_news.ts'
import { openHubPool } from './postgres_pool.ts'
import { postgresRows } from './postgres_rows.ts'
import { lockSql, migratePostgres } from './postgres_schema.ts'
import { postgresEventStore } from './postgres_store.ts'
import { type Rows, sqliteRows } from './rows.ts'
import { batchWriter } from './sqlite_batch.ts'
import { sqliteEventStore } from './sqlite_store.ts'
import { batchThread } from './sqlite_thread.ts'

/** Where a hub keeps what it keeps: a file of its own, a database server, or memory. */
export type StoreChoice = 'sqlite' | 'memory' | PostgresAddress

/** The address of a database on a PostgreSQL server, with the user who owns it. */
export type PostgresAddress = `postgres://${string}` | `postgresql://${string}`

/** Whether a word from the environment chooses a store. */
export const isStoreChoice = (text: string): text is StoreChoice =>
  text === 'sqlite' || text === 'memory' || (/^postgres(ql)?:\/\//.test(text) && URL.canParse(text))

/** Whether a store is a database server. */
export const isPostgres = (choice: string): choice is PostgresAddress =>
  isStoreChoice(choice) && choice !== 'sqlite' && choice !== 'memory'

/** Where copies of a store's database are taken from. */
export const copySource = (choice: Exclude<StoreChoice, 'memory'>, folder: string): CopySource =>
  choice === 'sqlite' ? { file: databaseIn(folder) } : { postgres: choice }

/** The hub's database in its data folder. */
export const databaseIn = (folder: string): string => join(folder, 'hub.db')

/** Everything a hub keeps. */
export interface Stores {
  readonly events: EventStore
  readonly rows: Rows
  /** Runs work while no other hub of the centre is inside its own. */
  alone<T>(work: () => Promise<T>): Promise<T>
  /** Keeps what every hub of the centre must have alike: the first one's value, which is returned. */
  agree(name: string, value: string): Promise<string>
  close(): Promise<void>
}

function openLog(database: SqliteDatabase, file: string, clock: Clock): EventStore {
  // The thread's connection makes the checkpoints: they would hold this one up.
  database.pragma('wal_autocheckpoint = 0')
  return sqliteEventStore(database, loneBatches(batchWriter(database), batchThread(file), clock))
}

function openSqlite(file: string, inMemory: boolean, clock: Clock): Stores {
  const database = openDatabase({ file, migrations })
  const events = inMemory ? memoryEventStore() : openLog(database, file, clock)
  return {
    events,
    rows: sqliteRows(database),
    alone: (work) => work(),
    agree: async (_name, value) => value,
    async close() {
      if (!database.open) return
      await events.close()
      if (database.open) database.close()
    },
  }
}

async function openPostgres(url: string, clock: Clock): Promise<Stores> {
  const pool = openHubPool(url)
  try {
    await migratePostgres(pool, url, postgresMigrations)
  } catch (error) {
    await pool.end()
    throw error
  }
  const events = postgresEventStore(pool, listenToPostgres(url, clock))
  const rows = postgresRows(pool)
  return {
    events,
    rows,
    async alone(work) {
      const client = await pool.connect()
      try {
        await client.query(`SET statement_timeout = 0`)
        await client.query(lockSql.start)
        return await work()
      } finally {
        // The lock ends with its connection.
        client.release(true)
      }
    },
    async agree(name, value) {
      const sql = 'INSERT INTO agreed (name, value) VALUES ($1, $2) ON CONFLICT DO NOTHING'
      await rows.change(sql, name, value)
      const [kept] = await rows.all<{ value: string }>('SELECT value FROM agreed WHERE name = $1', name)
      return kept?.value ?? value
    },
    close: events.close,
  }
}

/**
 * Opens the chosen store; a folder that is null keeps SQLite in memory. Rejects with a sentence for the operator when
 * the store cannot be used.
 */
export async function openStores(choice: StoreChoice, folder: string | null, clock: Clock): Promise<Stores> {
  if (choice !== 'sqlite' && choice !== 'memory') return openPostgres(choice, clock)
  const inMemory = folder === null || choice === 'memory'
  return openSqlite(inMemory ? ':memory:' : databaseIn(folder), inMemory, clock)
}
