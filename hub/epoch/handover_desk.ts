import { mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { z } from 'zod'
import { type Clock, ok, type Result } from '#basics'
import { findTicket, type Refusal, refuse } from '#domain'
import { type HandoverFile, type HandoverReply, handoverFile } from '#protocol'
import type { Centre } from '../core/centre.ts'
import { writeWhole } from '../standby/custody.ts'
import { hashOfRow } from '../store/chain.ts'
import type { Rows } from '../store/rows.ts'

/** Keeps what replaced hubs hand over until a person has settled it. */
export interface HandoverDesk {
  receive(part: {
    readonly id: string
    readonly part: number
    readonly of: number
    readonly text: string
  }): Result<{ received: number; isWhole: boolean }, Refusal>
  list(): Promise<readonly HandoverReply[]>
  /** `ticketId` null settles all of it; false when there is no such handover. */
  settle(id: string, ticketId: string | null, staffId: string): boolean
}

const stored = z.object({
  id: z.string(),
  receivedAt: z.string(),
  settledBy: z.string().nullable(),
  settledTickets: z.record(z.string(), z.string()),
  file: handoverFile,
})
type Stored = z.output<typeof stored>

const largestWhole = 200_000_000
const mostUnderWay = 4

/** Whether the events hang together, each on the one before; the first on the last both logs have. */
function isUnbroken({ events, fromRevision }: HandoverFile): boolean {
  return events.every((event, place) => {
    const before = events[place - 1]
    return (
      event.revision === fromRevision + 1 + place &&
      (before === undefined || event.prevHash === before.hash) &&
      hashOfRow(event) === event.hash
    )
  })
}

function unpacked(parts: readonly string[]): HandoverFile | null {
  try {
    const bytes = gunzipSync(Buffer.from(parts.join(''), 'base64'), { maxOutputLength: largestWhole })
    const file = handoverFile.parse(JSON.parse(bytes.toString('utf8')))
    return isUnbroken(file) ? file : null
  } catch {
    return null
  }
}

function readAll(folder: string): Stored[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => stored.parse(JSON.parse(readFileSync(join(folder, name), 'utf8'))))
}

const isSameLog = (one: HandoverFile, other: HandoverFile): boolean =>
  one.fromRevision === other.fromRevision && one.events[0]?.hash === other.events[0]?.hash

const ticketOfEvent = (data: string): string | null => {
  const { ticketId } = JSON.parse(data) as { ticketId?: unknown }
  return typeof ticketId === 'string' ? ticketId : null
}

/** Opens the desk on the hub's folder. */
export function handoverDesk(options: {
  readonly folder: string
  readonly centre: Centre
  readonly rows: Rows
  readonly clock: Clock
}): HandoverDesk {
  const { centre, rows, clock } = options
  const folder = join(options.folder, 'handovers')
  const all = readAll(folder)
  const arriving = new Map<string, string[]>()
  const write = (each: Stored) => writeWhole(join(folder, `${each.id}.json`), JSON.stringify(each))

  const standingOf = async (ticket: HandoverFile['tickets'][number]) => {
    if (findTicket(centre.state(), ticket.id) !== null) return 'known' as const
    const { day, series, sequence } = ticket
    const sql = 'SELECT id FROM tickets WHERE id = $1 OR (day = $2 AND series = $3 AND sequence = $4)'
    const found = await rows.all<{ id: string }>(sql, ticket.id, day, series, sequence)
    if (found.some(({ id }) => id === ticket.id)) return 'known' as const
    return found.length > 0 ? ('taken' as const) : ('free' as const)
  }
  const shown = async ({
    id,
    receivedAt,
    settledBy,
    settledTickets,
    file,
  }: Stored): Promise<HandoverReply> => {
    const own = new Set(file.tickets.map((ticket) => ticket.id))
    const tickets: HandoverReply['tickets'] = []
    for (const ticket of file.tickets) {
      const events = file.events.filter(({ data }) => ticketOfEvent(data) === ticket.id)
      const issued = JSON.parse(events[0]?.data ?? '{}') as { serviceId?: string }
      tickets.push({
        ticketId: ticket.id,
        number: ticket.number,
        serviceId: issued.serviceId ?? '',
        businessDay: ticket.day,
        issuedAt: events[0]?.at ?? '',
        story: events.map(({ type }) => type),
        standing: await standingOf(ticket),
        settledBy: settledTickets[ticket.id] ?? settledBy,
      })
    }
    const others = file.events
      .filter(({ data }) => !own.has(ticketOfEvent(data) ?? ''))
      .map(({ revision, at, type }) => ({ revision, at, type }))
    const { epoch, fromRevision } = file
    return { id, receivedAt, epoch, fromRevision, eventCount: file.events.length, tickets, others, settledBy }
  }

  /** The same log handed over once more is the same handover; what it has gone on to since is taken over. */
  const keep = (id: string, file: HandoverFile) => {
    const receivedAt = new Date(clock.now()).toISOString()
    const place = all.findIndex((each) => isSameLog(each.file, file))
    const known = all[place]
    if (known === undefined) {
      const fresh: Stored = { id, receivedAt, settledBy: null, settledTickets: {}, file }
      write(fresh)
      all.push(fresh)
    } else if (file.events.length > known.file.events.length) {
      const longer: Stored = { ...known, receivedAt, settledBy: null, file }
      write(longer)
      all[place] = longer
    }
  }

  return {
    receive({ id, part, of, text }) {
      if (all.some((each) => each.id === id)) return ok({ received: of, isWhole: true })
      if (part >= of) return refuse('invalid', { field: 'part' })
      const parts = arriving.get(id) ?? []
      if (parts.length === 0 && arriving.size >= mostUnderWay) arriving.clear()
      parts[part] = text
      arriving.set(id, parts)
      const received = parts.filter((each) => each !== undefined).length
      if (received < of) return ok({ received, isWhole: false })
      arriving.delete(id)
      const file = unpacked(parts)
      if (file === null || file.site !== centre.state().site?.id)
        return refuse('invalid', { field: 'text', reason: 'not a sound handover of this centre' })
      keep(id, file)
      return ok({ received, isWhole: true })
    },
    list: () => Promise.all(all.map(shown)),
    settle(id, ticketId, staffId) {
      const place = all.findIndex((each) => each.id === id)
      const each = all[place]
      if (each === undefined) return false
      const next =
        ticketId === null
          ? { ...each, settledBy: staffId }
          : { ...each, settledTickets: { ...each.settledTickets, [ticketId]: staffId } }
      write(next)
      all[place] = next
      return true
    },
  }
}
