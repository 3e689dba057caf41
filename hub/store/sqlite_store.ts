import { err, ok } from '#basics'
import type { SqliteDatabase } from '#sqlite'
import { genesisHash, recordedEvent } from './chain.ts'
import type { Batch, EventStore, LogRow, SealedField, StoredResult } from './event_store.ts'
import { sqliteRows } from './rows.ts'
import { rowsHistory } from './rows_history.ts'

const eventColumns = 'revision, at, type, data, prev_hash AS prevHash, hash'
const snapshotsKept = 2
const purgedAtOnce = 2_000
/** Behind every id of a command. */
const lastId = '~'

function writeStatements(database: SqliteDatabase) {
  return {
    head: database.prepare<[], { revision: number; hash: string }>(
      'SELECT revision, hash FROM events ORDER BY revision DESC LIMIT 1',
    ),
    isAnswered: database.prepare<[string], { id: string }>('SELECT id FROM commands WHERE id = ?'),
    event: database.prepare(
      'INSERT INTO events (revision, site, at, type, data, prev_hash, hash, command_id, actor) VALUES (?,?,?,?,?,?,?,?,?)',
    ),
    command: database.prepare('INSERT INTO commands (id, fingerprint, outcome, at) VALUES (?,?,?,?)'),
    issued: database.prepare('INSERT INTO tickets VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)'),
    changed: database.prepare(
      `UPDATE tickets SET state = ?, service_id = ?, counter_id = ?, first_called_at = ?, arrived_at = ?, ended_at = ?,
         last_revision = ? WHERE id = ?`,
    ),
    visit: database.prepare('INSERT OR IGNORE INTO visits (ref, ticket_id, part) VALUES (?,?,?)'),
    seal: database.prepare(
      `INSERT INTO vault (ref, kind, field, algorithm, key_id, nonce, sealed, lookup, at) VALUES (?,?,?,?,?,?,?,?,?)
       ON CONFLICT (ref, field) DO UPDATE SET algorithm = excluded.algorithm, key_id = excluded.key_id,
         nonce = excluded.nonce, sealed = excluded.sealed, at = excluded.at`,
    ),
  }
}

function writer(database: SqliteDatabase) {
  const write = writeStatements(database)
  const entryRows = (batch: Batch) => {
    for (const { commandId, actor, fingerprint, outcome, events, sealed } of batch.entries) {
      for (const row of sealed) {
        const { ref, kind, field, algorithm, keyId, nonce, lookup, at } = row
        write.seal.run(ref, kind, field, algorithm, keyId, nonce, row.sealed, lookup, at)
      }
      for (const { revision, at, type, data, prevHash, hash } of events)
        write.event.run(revision, batch.site, at, type, data, prevHash, hash, commandId, actor)
      if (outcome !== null) write.command.run(commandId, fingerprint, outcome, batch.at)
    }
  }
  const ticketRows = (batch: Batch) => {
    for (const t of batch.issued) {
      const times = [t.issuedAt, t.firstCalledAt, t.arrivedAt, t.endedAt]
      write.issued.run(
        t.id,
        t.day,
        t.series,
        t.sequence,
        t.number,
        t.state,
        t.serviceId,
        t.counterId,
        ...times,
        t.firstRevision,
        t.lastRevision,
      )
    }
    for (const t of batch.changed) {
      const times = [t.firstCalledAt, t.arrivedAt, t.endedAt]
      write.changed.run(t.state, t.serviceId, t.counterId, ...times, t.lastRevision, t.id)
    }
    for (const { ref, ticketId, part } of batch.visits) write.visit.run(ref, ticketId, part)
  }
  const append = database.transaction((expectedRevision: number, batch: Batch) => {
    if ((write.head.get()?.revision ?? 0) !== expectedRevision) return false
    if (batch.entries.some(({ commandId }) => write.isAnswered.get(commandId) !== undefined)) return false
    entryRows(batch)
    ticketRows(batch)
    return true
  })
  return { append: append.immediate, head: () => write.head.get() }
}

function reader(database: SqliteDatabase) {
  return {
    after: database.prepare<[number, number], LogRow>(
      `SELECT ${eventColumns} FROM events WHERE revision > ? ORDER BY revision LIMIT ?`,
    ),
    result: database.prepare<[string], StoredResult>(
      'SELECT fingerprint, outcome FROM commands WHERE id = ?',
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
  const old = 'SELECT ref FROM vault WHERE kind = ? GROUP BY ref HAVING MAX(at) < ?'
  const purgeVisits = database.prepare(`DELETE FROM visits WHERE ref IN (${old})`)
  const purgeVault = database.prepare(`DELETE FROM vault WHERE ref IN (${old})`)
  const purgeSealed = database.transaction((kind: SealedField['kind'], before: number) => {
    purgeVisits.run(kind, before)
    return purgeVault.run(kind, before).changes
  })
  const probe = database.prepare("INSERT OR REPLACE INTO cursors (name, value) VALUES ('probe', random())")
  return {
    saveSnapshot: database.transaction((revision: number, json: string) => {
      saveSnapshot.run(revision, json)
      dropSnapshots.run(snapshotsKept)
    }),
    purgeSealed(kind: SealedField['kind'], before: number) {
      const changes = purgeSealed.immediate(kind, before)
      // Deleted content is overwritten in the file (secure_delete); the write-ahead log must not keep it either,
      // nor what a purge left there whose process was ended before this line.
      database.pragma('wal_checkpoint(TRUNCATE)')
      return changes
    },
    probe: () => void probe.run(),
    purgeResults: resultPurge(database),
  }
}

/** A centre's log in the hub's SQLite file; statements are prepared once, each batch is one transaction. */
export function sqliteEventStore(database: SqliteDatabase): EventStore {
  const write = writer(database)
  const read = reader(database)
  const keep = housekeeper(database)
  const store: EventStore = {
    inTurn: (work) => work(store),
    // One process has the file to itself.
    watch: () => null,
    async load() {
      const snapshot = read.snapshot.get() ?? null
      const rows = read.after.all(snapshot?.revision ?? 0, -1)
      const head = write.head()
      return {
        snapshot,
        events: rows.map(recordedEvent),
        head: head?.revision ?? 0,
        headHash: head?.hash ?? genesisHash,
      }
    },
    async append(expectedRevision, batch) {
      return write.append(expectedRevision, batch) ? ok(undefined) : err('conflict')
    },
    eventsAfter: async (after, limit) => read.after.all(after, limit).map(recordedEvent),
    async findResults(commandIds) {
      const found = new Map<string, StoredResult>()
      for (const id of commandIds) {
        const result = read.result.get(id)
        if (result !== undefined) found.set(id, result)
      }
      return found
    },
    saveSnapshot: async (revision, json) => keep.saveSnapshot(revision, json),
    ...rowsHistory(sqliteRows(database)),
    findRef: async (lookup) => read.ref.get(lookup)?.ref ?? null,
    claimRef: async (lookup) => read.ref.get(lookup)?.ref ?? null,
    sealedFields: async (ref) => read.sealed.all(ref),
    purgeSealed: async (kind, before) => keep.purgeSealed(kind, before),
    purgeResults: keep.purgeResults,
    async probe() {
      keep.probe()
    },
    async close() {
      database.close()
    },
  }
  return store
}
