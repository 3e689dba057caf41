import type { SqliteDatabase } from '#sqlite'

/**
 * Keeps what was purged out of the write-ahead log too: in the file itself SQLite overwrites it (secure_delete). The
 * note is written with the purge, so that a process that ends before the wiping, or a reader that is in its way, only
 * puts it off to the next time.
 */
export function writeAheadTraces(database: SqliteDatabase) {
  const noted = database.prepare("SELECT 1 FROM cursors WHERE name = 'traces'")
  const note = database.prepare("INSERT OR REPLACE INTO cursors (name, value) VALUES ('traces', 1)")
  const settle = database.prepare("DELETE FROM cursors WHERE name = 'traces'")
  return {
    /** Something is being purged; to be called in the transaction that does it. */
    note: () => void note.run(),
    /** Empties the write-ahead log if something was purged since the last time. */
    wipe() {
      if (noted.get() === undefined) return
      const isInUse = database.pragma('wal_checkpoint(TRUNCATE)', { simple: true }) === 1
      if (!isInUse) settle.run()
    },
  }
}
