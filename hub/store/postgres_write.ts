import type pg from 'pg'
import { err, ok, type Result } from '#basics'
import type { Batch, BatchEntry, SealedField, TicketRow } from './event_store.ts'

const eventSql = `INSERT INTO events (site, revision, at, type, data, prev_hash, hash, command_id, actor)
  SELECT $1, * FROM unnest($2::bigint[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[])`

const commandSql = `INSERT INTO commands (id, fingerprint, outcome, at)
  SELECT id, fingerprint, outcome, $4 FROM unnest($1::text[], $2::text[], $3::text[]) AS c (id, fingerprint, outcome)`

const issuedSql = `INSERT INTO tickets (id, day, series, sequence, number, state, service_id, counter_id,
    issued_at, first_called_at, arrived_at, ended_at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::int[], $5::text[], $6::text[], $7::text[], $8::text[],
    $9::bigint[], $10::bigint[], $11::bigint[], $12::bigint[])`

const changedSql = `UPDATE tickets AS t SET state = c.state, service_id = c.service_id, counter_id = c.counter_id,
    first_called_at = c.first_called_at, arrived_at = c.arrived_at, ended_at = c.ended_at
  FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::bigint[], $6::bigint[], $7::bigint[])
    AS c (id, state, service_id, counter_id, first_called_at, arrived_at, ended_at)
  WHERE t.id = c.id`

const peopleSql = `INSERT INTO people (lookup, ref, at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::bigint[]) ON CONFLICT (lookup) DO NOTHING`

const sealSql = `INSERT INTO vault (ref, kind, field, algorithm, key_id, nonce, sealed, lookup, at)
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::bytea[], $7::bytea[],
    $8::text[], $9::bigint[])
  ON CONFLICT (ref, field) DO UPDATE SET algorithm = excluded.algorithm, key_id = excluded.key_id,
    nonce = excluded.nonce, sealed = excluded.sealed, at = excluded.at`

/** One array a column, as unnest takes them. */
const columns = <Row>(rows: readonly Row[], ...pick: ((row: Row) => unknown)[]) =>
  pick.map((of) => rows.map(of))

/** A statement that each connection plans once. */
const planned = (name: string, text: string, values: unknown[]): pg.QueryConfig => ({ name, text, values })

async function writeEvents(client: pg.ClientBase, { site, entries }: Batch): Promise<void> {
  const rows = entries.flatMap(({ events, commandId, actor }) =>
    events.map((event) => ({ ...event, commandId, actor })),
  )
  if (rows.length === 0) return
  const values = columns(
    rows,
    (row) => row.revision,
    (row) => row.at,
    (row) => row.type,
    (row) => row.data,
    (row) => row.prevHash,
    (row) => row.hash,
    (row) => row.commandId,
    (row) => row.actor,
  )
  await client.query(planned('events', eventSql, [site, ...values]))
}

async function writeAnswers(client: pg.ClientBase, { entries, at }: Batch): Promise<void> {
  const answered = entries.filter(({ outcome }) => outcome !== null)
  if (answered.length === 0) return
  const values = columns<BatchEntry>(
    answered,
    (entry) => entry.commandId,
    (entry) => entry.fingerprint,
    (entry) => entry.outcome,
  )
  await client.query(planned('commands', commandSql, [...values, at]))
}

async function writeSealed(client: pg.ClientBase, { entries }: Batch): Promise<void> {
  // The last of several writings of one field counts; one statement may write a row only once.
  const fields = new Map(
    entries.flatMap(({ sealed }) => sealed).map((row) => [JSON.stringify([row.ref, row.field]), row]),
  )
  const rows = [...fields.values()]
  if (rows.length === 0) return
  const lookups = rows.filter(({ lookup }) => lookup !== null)
  const ref = (row: SealedField) => row.ref
  const lookup = (row: SealedField) => row.lookup
  const at = (row: SealedField) => row.at
  if (lookups.length > 0) await client.query(planned('people', peopleSql, columns(lookups, lookup, ref, at)))
  const values = columns(
    rows,
    ref,
    (row) => row.kind,
    (row) => row.field,
    (row) => row.algorithm,
    (row) => row.keyId,
    (row) => Buffer.from(row.nonce),
    (row) => Buffer.from(row.sealed),
    lookup,
    at,
  )
  await client.query(planned('seal', sealSql, values))
}

async function writeTickets(client: pg.ClientBase, { issued, changed }: Batch): Promise<void> {
  const times: ((row: TicketRow) => unknown)[] = [
    (row) => row.firstCalledAt,
    (row) => row.arrivedAt,
    (row) => row.endedAt,
  ]
  const place: ((row: TicketRow) => unknown)[] = [
    (row) => row.state,
    (row) => row.serviceId,
    (row) => row.counterId,
  ]
  if (issued.length > 0) {
    const name: ((row: TicketRow) => unknown)[] = [
      (row) => row.id,
      (row) => row.day,
      (row) => row.series,
      (row) => row.sequence,
      (row) => row.number,
    ]
    const values = columns(issued, ...name, ...place, (row) => row.issuedAt, ...times)
    await client.query(planned('issued', issuedSql, values))
  }
  if (changed.length > 0) {
    const values = columns(changed, (row) => row.id, ...place, ...times)
    await client.query(planned('changed', changedSql, values))
  }
}

/** Whether a unique key says that another writer was first. */
function isLostRace(error: unknown): boolean {
  if (!(error instanceof Error) || !('constraint' in error)) return false
  return error.constraint === 'events_once' || error.constraint === 'commands_once'
}

/**
 * Writes a batch inside a transaction. A conflict that a unique key finds leaves the transaction broken: it can
 * only be rolled back.
 */
export async function writeBatch(
  client: pg.ClientBase,
  expectedRevision: number,
  batch: Batch,
): Promise<Result<void, 'conflict'>> {
  const { rows } = await client.query<{ head: number }>(
    planned('head', 'SELECT coalesce(max(revision), 0)::bigint AS head FROM events', []),
  )
  if (rows[0]?.head !== expectedRevision) return err('conflict')
  try {
    await writeEvents(client, batch)
    await writeAnswers(client, batch)
  } catch (error) {
    if (isLostRace(error)) return err('conflict')
    throw error
  }
  await writeSealed(client, batch)
  await writeTickets(client, batch)
  return ok(undefined)
}
