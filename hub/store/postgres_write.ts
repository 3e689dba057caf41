import { err, ok, type Result } from '#basics'
import type { ClientBase, QueryConfig } from '#postgres'
import type { Batch, SealedField, TicketRow } from './event_store.ts'

/**
 * A whole batch in one exchange with the server. `place` has its one row only where the log ends at the expected
 * revision; everything else hangs on it.
 */
const batchSql = `WITH place AS (SELECT WHERE (SELECT coalesce(max(revision), 0) FROM events) = $1),
  written AS (INSERT INTO events (site, revision, at, type, data, prev_hash, hash, command_id, actor)
    SELECT $2, e.* FROM place, unnest($3::bigint[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
      $9::text[], $10::text[]) AS e),
  answered AS (INSERT INTO commands (id, fingerprint, outcome, at)
    SELECT c.*, $14 FROM place, unnest($11::text[], $12::text[], $13::text[]) AS c),
  issued AS (INSERT INTO tickets (id, day, series, sequence, number, state, service_id, counter_id, issued_at,
      first_called_at, arrived_at, ended_at, first_revision, last_revision)
    SELECT t.* FROM place, unnest($15::text[], $16::text[], $17::text[], $18::int[], $19::text[], $20::text[],
      $21::text[], $22::text[], $23::bigint[], $24::bigint[], $25::bigint[], $26::bigint[], $27::bigint[],
      $28::bigint[]) AS t),
  changed AS (UPDATE tickets AS t SET state = c.state, service_id = c.service_id, counter_id = c.counter_id,
      first_called_at = c.first_called_at, arrived_at = c.arrived_at, ended_at = c.ended_at,
      last_revision = c.last_revision
    FROM place, unnest($29::text[], $30::text[], $31::text[], $32::text[], $33::bigint[], $34::bigint[],
      $35::bigint[], $36::bigint[])
      AS c (id, state, service_id, counter_id, first_called_at, arrived_at, ended_at, last_revision)
    WHERE t.id = c.id),
  visited AS (INSERT INTO visits (ref, ticket_id, part)
    SELECT v.* FROM place, unnest($37::text[], $38::text[], $39::text[]) AS v ON CONFLICT DO NOTHING)
  SELECT count(*)::int AS places FROM place`

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
const planned = (name: string, text: string, values: unknown[]): QueryConfig => ({ name, text, values })

function eventColumns({ entries }: Batch): unknown[][] {
  const rows = entries.flatMap(({ events, commandId, actor }) =>
    events.map((event) => ({ ...event, commandId, actor })),
  )
  return columns(
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
}

const answerColumns = ({ entries }: Batch): unknown[][] =>
  columns(
    entries.filter(({ outcome }) => outcome !== null),
    (entry) => entry.commandId,
    (entry) => entry.fingerprint,
    (entry) => entry.outcome,
  )

function ticketColumns({ issued, changed, visits }: Batch): unknown[][] {
  type Pick = (row: TicketRow) => unknown
  const name: Pick[] = [
    (row) => row.id,
    (row) => row.day,
    (row) => row.series,
    (row) => row.sequence,
    (row) => row.number,
  ]
  const place: Pick[] = [(row) => row.state, (row) => row.serviceId, (row) => row.counterId]
  const times: Pick[] = [(row) => row.firstCalledAt, (row) => row.arrivedAt, (row) => row.endedAt]
  const last: Pick = (row) => row.lastRevision
  return [
    ...columns(
      issued,
      ...name,
      ...place,
      (row) => row.issuedAt,
      ...times,
      (row) => row.firstRevision,
      last,
    ),
    ...columns(changed, (row) => row.id, ...place, ...times, last),
    ...columns(
      visits,
      (row) => row.ref,
      (row) => row.ticketId,
      (row) => row.part,
    ),
  ]
}

async function writeSealed(client: ClientBase, { entries }: Batch): Promise<void> {
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
  client: ClientBase,
  expectedRevision: number,
  batch: Batch,
): Promise<Result<void, 'conflict'>> {
  const values = [...eventColumns(batch), ...answerColumns(batch), batch.at, ...ticketColumns(batch)]
  try {
    const { rows } = await client.query<{ places: number }>(
      planned('batch', batchSql, [expectedRevision, batch.site, ...values]),
    )
    if (rows[0]?.places !== 1) return err('conflict')
  } catch (error) {
    if (isLostRace(error)) return err('conflict')
    throw error
  }
  await writeSealed(client, batch)
  return ok(undefined)
}
