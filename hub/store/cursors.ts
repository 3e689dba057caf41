import type { SqliteDatabase } from '#sqlite'

/** Places in the log by name, kept across restarts; 0 when never set. */
export interface Cursors {
  get(name: string): number
  set(name: string, value: number): void
}

/** Cursors in the hub's database. */
export function openCursors(database: SqliteDatabase): Cursors {
  const read = database.prepare<[string], { value: number }>('SELECT value FROM cursors WHERE name = ?')
  const write = database.prepare('INSERT OR REPLACE INTO cursors (name, value) VALUES (?,?)')
  return {
    get: (name) => read.get(name)?.value ?? 0,
    set: (name, value) => void write.run(name, value),
  }
}
