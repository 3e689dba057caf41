import { type ClientBase, type Pool, type PoolClient, transaction } from '#postgres'
import { genesisHash, recordedEvent } from './chain.ts'
import type { EventStore, Loaded, LogRow, LogWriter, SealedField, StoredResult } from './event_store.ts'
import type { PostgresNews } from './postgres_news.ts'
import { postgresRows } from './postgres_rows.ts'
import { lockSql } from './postgres_schema.ts'
import { writeBatch } from './postgres_write.ts'
import { rowsHistory } from './rows_history.ts'

const eventColumns = 'revision, at, type, data, prev_hash AS "prevHash", hash'
const snapshotsKept = 2

type Asked = Pick<ClientBase, 'query'>

async function eventsAfter(asked: Asked, after: number, limit: number | null) {
  const { rows } = await asked.query<LogRow>({
    name: 'events-after',
    text: `SELECT ${eventColumns} FROM events WHERE revision > $1 ORDER BY revision LIMIT $2`,
    values: [after, limit],
  })
  return rows.map(recordedEvent)
}

async function findResults(asked: Asked, commandIds: readonly string[]) {
  const { rows } = await asked.query<StoredResult & { readonly id: string }>({
    name: 'results',
    text: 'SELECT id, fingerprint, outcome FROM commands WHERE id = ANY ($1::text[])',
    values: [commandIds],
  })
  return new Map(rows.map(({ id, ...result }): [string, StoredResult] => [id, result]))
}

/** The log as it is written inside a transaction that holds the writers' lock. */
const writerOf = (client: PoolClient): LogWriter => ({
  append: (expectedRevision, batch) => writeBatch(client, expectedRevision, batch),
  eventsAfter: (after, limit) => eventsAfter(client, after, limit),
  findResults: (commandIds) => findResults(client, commandIds),
})

/** Begins a transaction that is the only one to write, in one exchange with the server. */
const beginTurn = `BEGIN; ${lockSql.write}`

async function load(pool: Pool): Promise<Loaded> {
  const read = async (client: PoolClient) => {
    const { rows } = await client.query<{ revision: number; json: string }>(
      'SELECT revision, json FROM snapshots ORDER BY revision DESC LIMIT 1',
    )
    const snapshot = rows[0] ?? null
    const events = await eventsAfter(client, snapshot?.revision ?? 0, null)
    const last = await client.query<{ revision: number; hash: string }>(
      'SELECT revision, hash FROM events ORDER BY revision DESC LIMIT 1',
    )
    const [head] = last.rows
    return { snapshot, events, head: head?.revision ?? 0, headHash: head?.hash ?? genesisHash }
  }
  // Other hubs write meanwhile: all three are of one moment.
  return transaction(pool, read, 'BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY')
}

function housekeeper(pool: Pool) {
  const count = async (sql: string, values: unknown[]) => (await pool.query(sql, values)).rowCount ?? 0
  return {
    async saveSnapshot(revision: number, json: string) {
      await pool.query('INSERT INTO snapshots (revision, json) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
        revision,
        json,
      ])
      await pool.query(
        `DELETE FROM snapshots WHERE revision NOT IN
           (SELECT revision FROM snapshots ORDER BY revision DESC LIMIT $1)`,
        [snapshotsKept],
      )
    },
    async purgeSealed(kind: SealedField['kind'], before: number, needed: readonly string[] = []) {
      // The reference first: who comes back from here on gets a new one.
      if (kind === 'person')
        await pool.query(
          `DELETE FROM people WHERE at < $1 AND ref <> ALL ($2::text[])
             AND NOT EXISTS (SELECT FROM vault WHERE vault.ref = people.ref AND vault.at >= $1)`,
          [before, needed],
        )
      // A row's fields go together: the person is forgotten whole, and which tickets they came for.
      const purged = await count(
        `WITH purged AS (
           DELETE FROM vault WHERE NOT EXISTS (SELECT FROM people WHERE people.ref = vault.ref)
             AND ref IN (SELECT ref FROM vault WHERE kind = $1 GROUP BY ref HAVING max(at) < $2)
             AND ref <> ALL ($3::text[]) RETURNING ref),
         parted AS (DELETE FROM visits WHERE ref IN (SELECT ref FROM purged))
         SELECT ref FROM purged`,
        [kind, before, needed],
      )
      if (purged > 0) await pool.query('VACUUM vault, people, visits')
      return purged
    },
    purgeResults: (before: number) => count('DELETE FROM commands WHERE at < $1', [before]),
    async probe() {
      await pool.query(
        `INSERT INTO cursors (name, value) VALUES ('probe', 1)
         ON CONFLICT (name) DO UPDATE SET value = (cursors.value + 1) % 1000000`,
      )
    },
  }
}

function finder(pool: Pool): Pick<EventStore, 'findRef' | 'claimRef' | 'sealedFields'> {
  return {
    async findRef(lookup) {
      const { rows } = await pool.query<{ ref: string }>('SELECT ref FROM people WHERE lookup = $1', [lookup])
      return rows[0]?.ref ?? null
    },
    async claimRef(lookup, fresh, now) {
      // Written anew even where it stands: only so is the row locked and its reference certain.
      const { rows } = await pool.query<{ ref: string }>(
        `INSERT INTO people AS p (lookup, ref, at) VALUES ($1, $2, $3)
         ON CONFLICT (lookup) DO UPDATE SET at = greatest(p.at, excluded.at) RETURNING ref`,
        [lookup, fresh, now],
      )
      return rows[0]?.ref ?? null
    },
    async sealedFields(ref) {
      const { rows } = await pool.query<SealedField>(
        `SELECT ref, kind, field, algorithm, key_id AS "keyId", nonce, sealed, lookup, at
         FROM vault WHERE ref = $1`,
        [ref],
      )
      return rows
    },
  }
}

/**
 * A centre's log in PostgreSQL, written by any number of hubs: each batch is one transaction under one lock, the key
 * of the revision lets no two have the same place, and whoever appends announces it.
 */
export function postgresEventStore(pool: Pool, news: PostgresNews): EventStore {
  const inTurn: EventStore['inTurn'] = (work) =>
    transaction(pool, (client) => work(writerOf(client)), beginTurn)
  return {
    inTurn,
    load: () => load(pool),
    append: (expectedRevision, batch) => inTurn((log) => log.append(expectedRevision, batch)),
    watch: news.watch,
    eventsAfter: (after, limit) => eventsAfter(pool, after, limit),
    findResults: (commandIds) => findResults(pool, commandIds),
    ...finder(pool),
    ...rowsHistory(postgresRows(pool)),
    ...housekeeper(pool),
    async close() {
      await news.close()
      await pool.end()
    },
  }
}
