import { closeSync, existsSync, fsyncSync, mkdirSync, openSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'

/** An open SQLite database; prepared statements and transactions as better-sqlite3 has them. */
export type SqliteDatabase = Database.Database

/** What a database file is opened with. */
export interface OpenOptions {
  /** Path of the file, or ':memory:'. */
  readonly file: string
  /** SQL of each schema version, the first is version 1; an entry once shipped is never changed. */
  readonly migrations: readonly string[]
}

const busyMs = 5_000

function connect(file: string): SqliteDatabase {
  const database = new Database(file, { timeout: busyMs })
  database.pragma('journal_mode = WAL')
  // FULL: a commit is on the disk before it is acknowledged; NORMAL loses acknowledged tickets at a power cut.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  database.pragma('secure_delete = ON')
  return database
}

function migrate(database: SqliteDatabase, { file, migrations }: OpenOptions): void {
  const version = Number(database.pragma('user_version', { simple: true }))
  if (version > migrations.length)
    throw new Error(
      `The database ${file} was written by a newer program (schema ${version}, this program knows ${migrations.length}). ` +
        'Start the newer program again, or restore the backup that was made before it was installed.',
    )
  if (version === migrations.length) return
  const apply = database.transaction(() => {
    for (const sql of migrations.slice(version)) database.exec(sql)
    database.pragma(`user_version = ${migrations.length}`)
  })
  apply.immediate()
}

/** Makes the names of new files in a folder durable; Windows keeps its directories itself and cannot open one. */
export function fsyncDirectory(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function verify(database: SqliteDatabase, file: string): void {
  const answer = database.pragma('integrity_check', { simple: true })
  const mode = database.pragma('journal_mode', { simple: true })
  if (answer === 'ok' && mode === 'wal') return
  database.close()
  throw new Error(
    `The new database ${file} cannot be trusted (integrity ${String(answer)}, journal ${String(mode)}): ` +
      'its disk must be local and writable. Put the data folder on another disk and start again.',
  )
}

/**
 * Opens a database for work: WAL, synchronous FULL, foreign keys, secure delete, and its schema carried forward in
 * one transaction. A new file is made, switched to WAL, its directory synced, opened anew and checked before
 * anything is written to it. Throws an Error with a sentence for the operator when the file was written by a newer
 * program, is not a database, or cannot be made.
 */
export function openDatabase(options: OpenOptions): SqliteDatabase {
  const { file } = options
  const isMemory = file === ':memory:'
  const isNew = !isMemory && !existsSync(file)
  if (isNew) mkdirSync(dirname(file), { recursive: true })
  const database = connect(file)
  try {
    migrate(database, options)
  } catch (error) {
    database.close()
    throw error
  }
  if (!isNew) return database
  database.close()
  fsyncDirectory(dirname(file))
  const reopened = connect(file)
  verify(reopened, file)
  return reopened
}

/**
 * Whether another program has a database open (in WAL mode, as ours are): it would go on writing into a file that is
 * moved away. Nothing of what is in it changes. False where there is none, or none that can be read.
 */
export function isOpenElsewhere(file: string): boolean {
  if (!existsSync(file)) return false
  const database = new Database(file, { timeout: 0 })
  try {
    // Without shared memory SQLite must lock the whole file, which every open connection prevents.
    database.pragma('locking_mode = EXCLUSIVE')
    database.exec('BEGIN EXCLUSIVE; ROLLBACK')
    return false
  } catch (error) {
    return error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')
  } finally {
    database.close()
  }
}

/** Opens a database to read it only: nothing of it changes, and its schema stays as it is. Throws when there is none. */
export function openToRead(file: string): SqliteDatabase {
  return new Database(file, { readonly: true, fileMustExist: true, timeout: busyMs })
}
