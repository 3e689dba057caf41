import type { DomainEvent } from '#domain'
import { type OfflineRecord, offlineRecord } from '#protocol'
import type { SqliteDatabase } from '#sqlite'

/** The outbox's table in the agent's file. A merged row keeps its number until the day is over: it is never given again. */
export const outboxTables = `
  CREATE TABLE outbox (
    sequence INTEGER PRIMARY KEY AUTOINCREMENT,
    command_id TEXT NOT NULL UNIQUE,
    day TEXT NOT NULL,
    number TEXT,
    record TEXT,
    events TEXT
  ) STRICT;
  CREATE INDEX outbox_pending ON outbox (sequence) WHERE record IS NOT NULL;
  CREATE INDEX outbox_numbers ON outbox (day, number) WHERE number IS NOT NULL;
`

/** A step as it is kept: what the hub will be told, and what it does to this machine's own picture of the centre. */
export interface KeptStep {
  readonly record: OfflineRecord
  /** Its times come from the record. */
  readonly events: readonly DomainEvent[]
}

/** Steps done while the hub was away, oldest first. */
export interface OfflineOutbox {
  /** Kept on the disk when this returns, all of them or, when it throws, none. `number`: given out by the first step. */
  add(steps: readonly KeptStep[], number: string | null): void
  /** The oldest, so many and no more than fit into a message; `upTo` settles them. */
  oldest(limit: number): { readonly records: readonly OfflineRecord[]; upTo(count: number): number }
  /** Forgets what has been merged, up to a place in the outbox. */
  settle(upTo: number): void
  pending(): number
  /** Rows this version cannot read, written by a later one or damaged: they stay, for the version that can. */
  readonly unreadable: number
  /** All that is pending, read as it goes. */
  each(): Iterable<KeptStep>
  /** Numbers given on a day, merged or not. */
  given(day: string): ReadonlySet<string>
  /** Forgets the numbers of earlier days; those of a day this machine opened by itself stay. */
  forgetEarlierDays(day: string): void
}

interface Row {
  readonly sequence: number
  readonly record: string
  readonly events: string
}

/** A message of the hub may have 64 KiB; the rest is for the envelope. */
const mostBytes = 48_000

function readRow({ record, events }: Row): KeptStep | null {
  try {
    const parsed = offlineRecord.safeParse(JSON.parse(record))
    return parsed.success ? { record: parsed.data, events: JSON.parse(events) } : null
  } catch {
    return null
  }
}

/** Opens the outbox; rows that cannot be read stay where they are and are passed over. */
export function offlineOutbox(database: SqliteDatabase): OfflineOutbox {
  const insert = database.prepare(
    'INSERT INTO outbox (command_id, day, number, record, events) VALUES (?,?,?,?,?)',
  )
  const select = database.prepare<[number, number], Row>(
    'SELECT sequence, record, events FROM outbox WHERE record IS NOT NULL AND sequence > ? ORDER BY sequence LIMIT ?',
  )
  const merged = database.prepare(
    `UPDATE outbox SET record = NULL, events = NULL WHERE sequence <= ? AND record IS NOT NULL
       AND sequence NOT IN (SELECT value FROM json_each(?))`,
  )
  const drop = database.prepare('DELETE FROM outbox WHERE record IS NULL AND (number IS NULL OR day < ?)')
  const numbers = database.prepare<[string], { number: string }>(
    'SELECT number FROM outbox WHERE day = ? AND number IS NOT NULL',
  )
  /** All that is kept, a page at a time; null where a row cannot be read. */
  function* rows(pageSize: number) {
    for (let after = 0; ; ) {
      const page = select.all(after, pageSize)
      for (const row of page) yield { row, step: readRow(row) }
      const last = page.at(-1)
      if (last === undefined) return
      after = last.sequence
    }
  }
  const unreadable: number[] = []
  let pending = 0
  for (const { row, step } of rows(500)) {
    if (step === null) unreadable.push(row.sequence)
    else pending += 1
  }
  const unreadableText = JSON.stringify(unreadable)

  const addAll = database.transaction((steps: readonly KeptStep[], number: string | null) => {
    for (const [index, { record, events }] of steps.entries())
      insert.run(
        record.commandId,
        record.businessDay,
        index === 0 ? number : null,
        JSON.stringify(record),
        JSON.stringify(events),
      )
  })
  return {
    add(steps, number) {
      addAll.immediate(steps, number)
      pending += steps.length
    },
    oldest(limit) {
      const taken: number[] = []
      const records: OfflineRecord[] = []
      let bytes = 0
      for (const { row, step } of rows(limit)) {
        if (step === null) continue
        bytes += row.record.length
        if (bytes > mostBytes && records.length > 0) break
        taken.push(row.sequence)
        records.push(step.record)
        if (records.length === limit) break
      }
      return { records, upTo: (settled) => taken[settled - 1] ?? 0 }
    },
    settle(upTo) {
      if (!database.open) return
      pending -= merged.run(upTo, unreadableText).changes
    },
    pending: () => pending,
    unreadable: unreadable.length,
    *each() {
      for (const { step } of rows(500)) if (step !== null) yield step
    },
    given: (day) => new Set(numbers.all(day).map(({ number }) => number)),
    forgetEarlierDays: (day) => void drop.run(day),
  }
}
