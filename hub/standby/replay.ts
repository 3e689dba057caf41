import { assert } from '#basics'
import { emptyCentre, evolve } from '#domain'
import type { HandedEvent } from '#protocol'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import { followTickets } from '../core/batch.ts'
import { genesisHash, hashOfRow, recordedEvent } from '../store/chain.ts'
import { type CarriedCityTable, carriedCityTables } from '../store/city_tables.ts'
import type { BatchEntry, SealedField } from '../store/event_store.ts'
import { migrations } from '../store/migrations.ts'
import { batchWriter, packBatch } from '../store/sqlite_batch.ts'
import type { BaseParcel, LogParcel, VaultRow } from './parcel.ts'

/** A hub's database that is made anew from its log. */
export interface Rebuilding {
  /** Takes the next part of the log; throws with a sentence where the chain breaks. */
  add(parcel: LogParcel): void
  /** Puts in what the log does not have; the people of later parts of it come last. */
  finish(base: BaseParcel, people: readonly VaultRow[]): void
  end(): { readonly head: number; readonly hash: string }
  /** Closes the file, which is then durable. */
  close(): void
}

const sealedField = (row: VaultRow): SealedField => ({
  ...row,
  nonce: Buffer.from(row.nonce, 'base64'),
  sealed: Buffer.from(row.sealed, 'base64'),
})

/** Events of one moment, by their commands: what one batch may hold. */
function moments(events: readonly HandedEvent[]): readonly (readonly HandedEvent[])[] {
  const groups: HandedEvent[][] = []
  for (const event of events) {
    const group = groups.at(-1)
    if (group !== undefined && group[0]?.at === event.at) group.push(event)
    else groups.push([event])
  }
  return groups
}

function entriesOf(events: readonly HandedEvent[], results: LogParcel['results']): readonly BatchEntry[] {
  const answers = new Map(results.map((result) => [result.id, result]))
  const entries: BatchEntry[] = []
  for (const event of events) {
    const last = entries.at(-1)
    if (last?.commandId === event.commandId) {
      entries[entries.length - 1] = { ...last, events: [...last.events, event] }
      continue
    }
    const { commandId, actor } = event
    const { fingerprint = '', outcome = null } = answers.get(commandId) ?? {}
    entries.push({ commandId, actor, fingerprint, outcome, events: [event], sealed: [] })
  }
  return entries
}

/** Puts rows into a table, by the columns it has here. */
function putRows(
  database: SqliteDatabase,
  table: CarriedCityTable,
  rows: BaseParcel['city'][CarriedCityTable],
) {
  const columns = (database.pragma(`table_info(${table})`) as { name: string }[]).map(({ name }) => name)
  const places = columns.map(() => '?').join(', ')
  const insert = database.prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${places})`)
  for (const row of rows) insert.run(columns.map((column) => row[column] ?? null))
}

function putBase(database: SqliteDatabase, base: BaseParcel): void {
  const device = database.prepare('INSERT INTO devices VALUES (?,?,?,?,?,?)')
  for (const { id, role, name, counterId, tokenHash, enrolledAt } of base.devices)
    device.run(id, role, name, counterId, tokenHash, enrolledAt)
  const secret = database.prepare('INSERT INTO staff_secrets (staff_id, password) VALUES (?,?)')
  for (const { staffId, password } of base.secrets) secret.run(staffId, password)
  const cursor = database.prepare('INSERT INTO cursors VALUES (?,?)')
  for (const { name, value } of base.cursors) cursor.run(name, value)
  for (const table of carriedCityTables) putRows(database, table, base.city[table])
}

/** Starts a database in a new file. Nothing is durable before `close`: it is thrown away when it does not come to that. */
export function rebuild(file: string): Rebuilding {
  const database = openDatabase({ file, migrations })
  database.pragma('synchronous = OFF')
  const write = batchWriter(database)
  const state = emptyCentre()
  let hash = genesisHash

  const addMoment = (site: string, events: readonly HandedEvent[], results: LogParcel['results']) => {
    const tickets = followTickets(state)
    const expected = state.revision
    for (const event of events) {
      if (event.revision !== state.revision + 1 || event.prevHash !== hash || hashOfRow(event) !== event.hash)
        throw new Error(`the log breaks at revision ${state.revision + 1}`)
      const recorded = recordedEvent(event)
      evolve(state, recorded)
      tickets.follow(recorded, event.revision)
      hash = event.hash
    }
    const at = Date.parse(events[0]?.at ?? '')
    const entries = entriesOf(events, results)
    const batch = { site, at, entries, ...tickets.rows() }
    assert(write(expected, packBatch(batch)), 'a new log takes what follows')
  }
  const addAll = database.transaction(({ site, events, results }: LogParcel) => {
    for (const each of moments(events)) addMoment(site, each, results)
  })
  const finishAll = database.transaction((base: BaseParcel, people: readonly VaultRow[]) => {
    putBase(database, base)
    const sealed = [...base.vault, ...people].map(sealedField)
    const entry = {
      commandId: 'rebuild',
      actor: 'system',
      fingerprint: '',
      outcome: null,
      events: [],
      sealed,
    }
    const batch = { site: base.site, at: 0, entries: [entry], issued: [], changed: [], visits: [] }
    assert(write(state.revision, packBatch(batch)), 'a new log takes what follows')
    // The log names everybody who ever came; who has been forgotten stays so.
    database.exec('DELETE FROM visits WHERE ref NOT IN (SELECT ref FROM vault)')
  })
  return {
    add: (parcel) => addAll(parcel),
    finish: (base, people) => finishAll(base, people),
    end: () => ({ head: state.revision, hash }),
    close() {
      database.pragma('synchronous = FULL')
      database.pragma('wal_checkpoint(TRUNCATE)')
      database.close()
    },
  }
}
