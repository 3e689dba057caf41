import { join } from 'node:path'
import { err, ok, type Result } from '#basics'
import type { HandoverFile } from '#protocol'
import { openToRead, type SqliteDatabase } from '#sqlite'
import { fenceNames } from './fence.ts'

const eventSql = `SELECT revision, at, type, data, prev_hash AS prevHash, hash, command_id AS commandId, actor
  FROM events WHERE revision > ? ORDER BY revision`

function cursor(database: SqliteDatabase, name: string): number {
  const row = database
    .prepare<[string], { value: number }>('SELECT value FROM cursors WHERE name = ?')
    .get(name)
  return row?.value ?? 0
}

/**
 * Reads from the data folder of a replaced hub (SQLite) all it wrote after the fork; the folder is not changed. The
 * error is a sentence for the technician.
 */
export function readHandover(dataFolder: string): Result<HandoverFile, string> {
  const database = openToRead(join(dataFolder, 'hub.db'))
  try {
    const laterEpoch = cursor(database, fenceNames.epoch)
    if (laterEpoch === 0)
      return err(
        `The hub of ${dataFolder} has not been replaced: no terminal has told it of a later one. Start it where a terminal of the centre reaches it, wait until /readyz says "fenced", and ask again.`,
      )
    const fromRevision = cursor(database, fenceNames.from)
    const events = database.prepare<[number], HandoverFile['events'][number]>(eventSql).all(fromRevision)
    const site = database
      .prepare<[], { site: string }>('SELECT site FROM events ORDER BY revision DESC LIMIT 1')
      .get()
    const own = database
      .prepare<[], { epoch: number | null }>(
        "SELECT max(json_extract(data, '$.epoch')) AS epoch FROM events WHERE type = 'EpochBegan'",
      )
      .get()
    const tickets = database
      .prepare<[string], HandoverFile['tickets'][number]>(
        `SELECT id, day, series, sequence, number FROM tickets WHERE id IN
          (SELECT value FROM json_each(?)) ORDER BY first_revision`,
      )
      .all(JSON.stringify(issuedIn(events)))
    const head = { format: 1 as const, site: site?.site ?? '', epoch: own?.epoch ?? 1 }
    return ok({ ...head, laterEpoch, fromRevision, tickets, events })
  } finally {
    database.close()
  }
}

const issuedIn = (events: HandoverFile['events']): readonly string[] =>
  events
    .filter(({ type }) => type === 'TicketIssued')
    .map(({ data }) => String((JSON.parse(data) as { ticketId: unknown }).ticketId))
