import { err, ok } from '#basics'
import type { SqliteDatabase } from '#sqlite'
import { genesisHash, recordedEvent } from './chain.ts'
import type { EventStore, LogRow, SealedField, StoredResult } from './event_store.ts'
import { sqliteRows } from './rows.ts'
import { rowsHistory } from './rows_history.ts'
import { batchWriter, packBatch } from './sqlite_batch.ts'
import type { BatchThread } from './sqlite_thread.ts'
import { writeAheadTraces } from './write_ahead_traces.ts'

const eventColumns = 'revision, at, type, data, prev_hash AS prevHash, hash'
const snapshotsKept = 2
const purgedAtOnce = 2_000
/** Behind every id of a command. */
const lastId = '~'

function reader(database: SqliteDatabase) {
  return {
    head: database.prepare<[], { revision: number; hash: string }>(
      'SELECT revision, hash FROM events ORDER BY revision DESC LIMIT 1',
    ),
    after: database.prepare<[number, number], LogRow>(
      `SELECT ${eventColumns} FROM events WHERE revision > ? ORDER BY revision LIMIT ?`,
    ),
    results: database.prepare<[string], StoredResult & { id: string }>(
      'SELECT id, fingerprint, outcome FROM commands WHERE id IN (SELECT value FROM json_each(?))',
    ),
    snapshot: database.prepare<[], { revision: number; json: string }>(
      'SELECT revision, json FROM snapshots ORDER BY revision DESC LIMIT 1',
    ),
    ref: database.prepare<[string], { ref: string }>('SELECT ref FROM vault WHERE lookup = ?'),
    sealed: database.prepare<[string], SealedField>(
      'SELECT ref, kind, field, algorithm, key_id AS keyId, nonce, sealed, lookup, at FROM vault WHERE ref = ?',
    ),
  }
}

/** Answers are not indexed by age, which every command would pay for: they are walked by id, some at a time. */
function resultPurge(database: SqliteDatabase) {
  const last = database.prepare<[string], { id: string }>(
    `SELECT id FROM commands WHERE id > ? ORDER BY id LIMIT 1 OFFSET ${purgedAtOnce - 1}`,
  )
  const purge = database.prepare('DELETE FROM commands WHERE id > ? AND id <= ? AND at < ?')
  return async (before: number) => {
    let purged = 0
    // The hub may be told to stop meanwhile.
    for (let from = ''; from !== lastId && database.open; ) {
      const to = last.get(from)?.id ?? lastId
      purged += purge.run(from, to, before).changes
      from = to
      await new Promise(setImmediate)
    }
    return purged
  }
}

function housekeeper(database: SqliteDatabase) {
  const saveSnapshot = database.prepare('INSERT OR REPLACE INTO snapshots (revision, json) VALUES (?,?)')
  const dropSnapshots = database.prepare(
    'DELETE FROM snapshots WHERE revision NOT IN (SELECT revision FROM snapshots ORDER BY revision DESC LIMIT ?)',
  )
  // A row's fields go together: the person is forgotten whole, and which tickets they came for.
  const old = `SELECT ref FROM vault WHERE kind = ? GROUP BY ref HAVING MAX(at) < ?
    EXCEPT SELECT value FROM json_each(?)`
  const purgeVisits = database.prepare(`DELETE FROM visits WHERE ref IN (${old})`)
  const purgeVault = database.prepare(`DELETE FROM vault WHERE ref IN (${old})`)
  const traces = writeAheadTraces(database)
  const purgeSealed = database.transaction((kind: SealedField['kind'], before: number, needed: string) => {
    purgeVisits.run(kind, before, needed)
    const { changes } = purgeVault.run(kind, before, needed)
    if (changes > 0) traces.note()
    return changes
  })
  const probe = database.prepare("INSERT OR REPLACE INTO cursors (name, value) VALUES ('probe', random())")
  return {
    saveSnapshot: database.transaction((revision: number, json: string) => {
      saveSnapshot.run(revision, json)
      dropSnapshots.run(snapshotsKept)
    }),
    purgeSealed(kind: SealedField['kind'], before: number, needed: readonly string[]) {
      const changes = purgeSealed.immediate(kind, before, JSON.stringify(needed))
      traces.wipe()
      return changes
    },
    probe: () => void probe.run(),
    purgeResults: resultPurge(database),
  }
}

/** Writes batches where the caller is, for a database that is in memory or only looked into. */
function onTheSpot(database: SqliteDatabase): BatchThread {
  const write = batchWriter(database)
  return { append: async (...batch) => write(...batch), close: async () => undefined }
}

/**
 * A centre's log in the hub's SQLite file; statements are prepared once, each batch is one transaction, written by
 * the given thread.
 */
export function sqliteEventStore(database: SqliteDatabase, writer = onTheSpot(database)): EventStore {
  const read = reader(database)
  const keep = housekeeper(database)
  const store: EventStore = {
    inTurn: (work) => work(store),
    // One process has the file to itself.
    watch: () => null,
    async load() {
      const snapshot = read.snapshot.get() ?? null
      const rows = read.after.all(snapshot?.revision ?? 0, -1)
      const head = read.head.get()
      return {
        snapshot,
        events: rows.map(recordedEvent),
        head: head?.revision ?? 0,
        headHash: head?.hash ?? genesisHash,
      }
    },
    async append(expectedRevision, batch) {
      return (await writer.append(expectedRevision, packBatch(batch))) ? ok(undefined) : err('conflict')
    },
    eventsAfter: async (after, limit) => read.after.all(after, limit).map(recordedEvent),
    async findResults(commandIds) {
      const found = read.results.all(JSON.stringify(commandIds))
      return new Map(found.map(({ id, ...result }) => [id, result]))
    },
    saveSnapshot: async (revision, json) => keep.saveSnapshot(revision, json),
    ...rowsHistory(sqliteRows(database)),
    findRef: async (lookup) => read.ref.get(lookup)?.ref ?? null,
    claimRef: async (lookup) => read.ref.get(lookup)?.ref ?? null,
    sealedFields: async (ref) => read.sealed.all(ref),
    purgeSealed: async (kind, before, needed = []) => keep.purgeSealed(kind, before, needed),
    purgeResults: keep.purgeResults,
    async probe() {
      keep.probe()
    },
    async close() {
      await writer.close()
      database.close()
    },
  }
  return store
}
