import type { SqliteDatabase } from '#sqlite'
import type { Batch, LogRow, TicketRow } from './event_store.ts'

type Value = string | number | null | Uint8Array

/**
 * A batch as lists of plain values without what its rows have in common or follow from each other: what costs least
 * to hand to another thread.
 */
export interface PackedBatch {
  readonly site: string
  readonly at: number
  /** What the first event is chained to. */
  readonly prevHash: string
  /** Command id, actor, fingerprint, outcome, number of events. */
  readonly entries: Value[]
  /** Time, type, data, hash; revisions count on from the expected one. */
  readonly events: string[]
  /** The columns of the vault. */
  readonly sealed: Value[]
  /** The columns of the tickets. */
  readonly issued: Value[]
  /** What changed of a ticket, and its id. */
  readonly changed: Value[]
  /** The columns of the visits. */
  readonly visits: Value[]
}

const widths = { entries: 5, events: 4, sealed: 9, issued: 14, changed: 8, visits: 3 } as const

/** How many commands a packed batch is of. */
export const commandsIn = ({ entries }: PackedBatch): number => entries.length / widths.entries

const columnsOf = (t: TicketRow): Value[] => [
  ...[t.id, t.day, t.series, t.sequence, t.number, t.state, t.serviceId, t.counterId],
  ...[t.issuedAt, t.firstCalledAt, t.arrivedAt, t.endedAt, t.firstRevision, t.lastRevision],
]
const changesOf = (t: TicketRow): Value[] => [
  ...[t.state, t.serviceId, t.counterId, t.firstCalledAt, t.arrivedAt, t.endedAt],
  ...[t.lastRevision, t.id],
]

/** Packs a batch. */
export function packBatch({ site, at, entries, issued, changed, visits }: Batch): PackedBatch {
  let first: LogRow | undefined
  const packed = { entries: [] as Value[], events: [] as string[], sealed: [] as Value[] }
  for (const { commandId, actor, fingerprint, outcome, events, sealed } of entries) {
    packed.entries.push(commandId, actor, fingerprint, outcome, events.length)
    for (const row of events) {
      first ??= row
      packed.events.push(row.at, row.type, row.data, row.hash)
    }
    for (const row of sealed) {
      const { ref, kind, field, algorithm, keyId, nonce, lookup } = row
      packed.sealed.push(ref, kind, field, algorithm, keyId, nonce, row.sealed, lookup, row.at)
    }
  }
  return {
    site,
    at,
    prevHash: first?.prevHash ?? '',
    ...packed,
    issued: issued.flatMap(columnsOf),
    changed: changed.flatMap(changesOf),
    visits: visits.flatMap(({ ref, ticketId, part }) => [ref, ticketId, part]),
  }
}

function statements(database: SqliteDatabase) {
  return {
    head: database.prepare<[], { head: number | null }>('SELECT max(revision) AS head FROM events'),
    event: database.prepare(
      'INSERT INTO events (revision, site, at, type, data, prev_hash, hash, command_id, actor) VALUES (?,?,?,?,?,?,?,?,?)',
    ),
    command: database.prepare(
      'INSERT INTO commands (id, fingerprint, outcome, at) VALUES (?,?,?,?) ON CONFLICT DO NOTHING',
    ),
    sealed: database.prepare(
      `INSERT INTO vault (ref, kind, field, algorithm, key_id, nonce, sealed, lookup, at) VALUES (?,?,?,?,?,?,?,?,?)
       ON CONFLICT (ref, field) DO UPDATE SET algorithm = excluded.algorithm, key_id = excluded.key_id,
         nonce = excluded.nonce, sealed = excluded.sealed, at = excluded.at`,
    ),
    issued: database.prepare('INSERT INTO tickets VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)'),
    changed: database.prepare(
      `UPDATE tickets SET state = ?, service_id = ?, counter_id = ?, first_called_at = ?, arrived_at = ?, ended_at = ?,
         last_revision = ? WHERE id = ?`,
    ),
    visits: database.prepare('INSERT OR IGNORE INTO visits (ref, ticket_id, part) VALUES (?,?,?)'),
  }
}

/** Writes a batch as one transaction; false when the log does not end at the expected revision, or knows a command. */
export type WriteBatch = (expectedRevision: number, packed: PackedBatch) => boolean

/** Prepares the writing of batches on a connection; statements are prepared once. */
export function batchWriter(database: SqliteDatabase): WriteBatch {
  const write = statements(database)
  const writeEntries = (expectedRevision: number, { site, at, ...packed }: PackedBatch) => {
    let { prevHash } = packed
    let place = 0
    for (let entry = 0; entry < packed.entries.length; entry += widths.entries) {
      const [commandId = null, actor, fingerprint, outcome, count] = packed.entries.slice(
        entry,
        entry + widths.entries,
      )
      const isNew = outcome === null || write.command.run(commandId, fingerprint, outcome, at).changes === 1
      if (!isNew) return false
      for (const end = place + Number(count); place < end; place += 1) {
        const [written, type, data, hash = ''] = packed.events.slice(
          place * widths.events,
          (place + 1) * widths.events,
        )
        const revision = expectedRevision + 1 + place
        write.event.run(revision, site, written, type, data, prevHash, hash, commandId, actor)
        prevHash = hash
      }
    }
    return true
  }
  const writeRows = (table: 'sealed' | 'issued' | 'changed' | 'visits', values: Value[]) => {
    for (let first = 0; first < values.length; first += widths[table])
      write[table].run(values.slice(first, first + widths[table]))
  }
  const rolledBack = {}
  const transaction = database.transaction((expectedRevision: number, packed: PackedBatch) => {
    if ((write.head.get()?.head ?? 0) !== expectedRevision) throw rolledBack
    if (!writeEntries(expectedRevision, packed)) throw rolledBack
    writeRows('sealed', packed.sealed)
    writeRows('issued', packed.issued)
    writeRows('changed', packed.changed)
    writeRows('visits', packed.visits)
  })
  return (expectedRevision, packed) => {
    try {
      transaction.immediate(expectedRevision, packed)
      return true
    } catch (error) {
      if (error === rolledBack) return false
      throw error
    }
  }
}
