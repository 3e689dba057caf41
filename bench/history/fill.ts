import { join } from 'node:path'
import { simulatedClock } from '#basics'
import { type CentreState, type DomainEvent, evolve, fromSnapshot, toSnapshot } from '#domain'
import {
  type Batch,
  type BatchEntry,
  chain,
  type LogRow,
  openKeys,
  openStores,
  openVault,
  type Stores,
  type TicketRow,
  type VisitRow,
} from '#hub'
import { fictionalIdNumber } from '#testing'
import type { BenchCentre } from '../centre/definition.ts'
import { type ModelDay, type ModelEvent, runModelDay } from './model_day.ts'

/** How much history a centre is to have. */
export interface HistorySize {
  readonly tickets: number
  readonly perDay: number
  /** Tickets of one person. */
  readonly perPerson: number
}

/** What was written. */
export interface Filled {
  readonly tickets: number
  readonly days: number
  readonly events: number
  readonly people: number
  readonly commands: number
  /** ID numbers of some of the people. */
  readonly someone: readonly string[]
  readonly firstDay: string
}

const dayMs = 86_400_000
/** Answers are purged after so many days: older ones are not there in a real centre either. */
const answeredDays = 30
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const idPrefix = '01HS'
/** A prime: people come in no order, and each as often as the others. */
const personStep = 7_919

/** The day of a moment (ms since the epoch), in UTC. */
const isoDay = (ms: number): string => new Date(ms).toISOString().slice(0, 10)

/** An id as long as a ULID that grows with its count. */
function countedId(count: number): string {
  let text = ''
  for (let rest = count; rest > 0; rest = Math.floor(rest / 32)) text = `${alphabet[rest % 32]}${text}`
  return idPrefix + text.padStart(22, '0')
}

const birthdays = (order: number) => isoDay(Date.parse('1940-01-01') + Math.floor(order / 1_000) * dayMs)
const idNumberOf = (person: number) => fictionalIdNumber(person % 1_000, birthdays(person))

/** Seals people as the vault does, a thousand a batch; returns their references in order. */
async function sealPeople(stores: Stores, folder: string, people: number): Promise<string[]> {
  const { events } = stores
  let made = 0
  const vault = openVault(events, openKeys(join(folder, 'keys', 'vault.json')), () => `P${countedId(made++)}`)
  const now = Date.now()
  const refs: string[] = []
  const { head } = await events.load()
  for (let from = 0; from < people; from += 1_000) {
    const entries: BatchEntry[] = []
    for (let person = from; person < Math.min(people, from + 1_000); person += 1) {
      const sealed = await vault.sealPerson({ idNumber: idNumberOf(person) }, isoDay(now), now)
      if (!sealed.ok || sealed.value.personRef === null) throw new Error('no person')
      refs.push(sealed.value.personRef)
      const id = `${countedId(person)}-person`
      entries.push({
        commandId: id,
        actor: 'bench',
        fingerprint: '',
        outcome: null,
        events: [],
        sealed: sealed.value.sealed,
      })
    }
    const batch: Batch = { site: '', at: now, entries, issued: [], changed: [], visits: [] }
    if (!(await events.append(head, batch)).ok) throw new Error('somebody else writes')
  }
  return refs
}

/** The end of a log that grows day by day. */
interface End {
  readonly state: CentreState
  revision: number
  hash: string
  ticket: number
  command: number
}

/** Who the model's tickets are on another day. */
interface Names {
  readonly ids: ReadonlyMap<string, string>
  readonly people: ReadonlyMap<string, string>
}

function freshNames(model: ModelDay, end: End, refs: readonly string[]): Names {
  const ids = new Map<string, string>()
  const people = new Map<string, string>()
  for (const { id } of model.tickets) {
    end.ticket += 1
    ids.set(id, countedId(end.ticket))
    people.set(id, refs[(end.ticket * personStep) % refs.length] ?? '')
  }
  return { ids, people }
}

/** The model's event on another day. */
function eventLike({ type, data }: ModelEvent, { ids, people }: Names, day: number): DomainEvent {
  const copy: Record<string, unknown> = { ...data }
  if (typeof data.ticketId === 'string') copy.ticketId = ids.get(data.ticketId)
  if (type === 'TicketIssued') copy.personRef = people.get(String(data.ticketId))
  if (type === 'DayClosed') copy.businessDay = isoDay(day)
  if (type === 'DayOpened') copy.businessDay = isoDay(day + dayMs)
  return { type, data: copy } as unknown as DomainEvent
}

/** The day's events, chained and evolved, by the commands they came from. */
function entriesLike(model: ModelDay, names: Names, end: End, day: number, isAnswered: boolean) {
  const entries: (BatchEntry & { readonly events: LogRow[] })[] = []
  let lastCommand = ''
  for (const each of model.events) {
    const event = eventLike(each, names, day)
    const at = new Date(day + each.time).toISOString()
    const row = chain(event, end.revision + 1, at, end.hash)
    evolve(end.state, { ...event, revision: row.revision, at, prevHash: row.prevHash, hash: row.hash })
    end.revision = row.revision
    end.hash = row.hash
    const last = entries.at(-1)
    if (each.commandId === lastCommand && last !== undefined) last.events.push(row)
    else {
      end.command += 1
      const commandId = countedId(end.command)
      const outcome = isAnswered && each.actor !== 'system' ? '{"value":{"revision":1}}' : null
      entries.push({
        commandId,
        actor: each.actor,
        fingerprint: commandId.slice(4),
        outcome,
        events: [row],
        sealed: [],
      })
    }
    lastCommand = each.commandId
  }
  return entries
}

/** One day like the model: other ids, times and people; chained, evolved and counted as the hub does. */
function dayLike(
  model: ModelDay,
  end: End,
  day: number,
  refs: readonly string[],
  isAnswered: boolean,
): Batch {
  const names = freshNames(model, end, refs)
  const first = end.revision + 1
  const entries = entriesLike(model, names, end, day, isAnswered)
  const shift = day - Date.parse(model.day)
  const later = (at: number | null) => (at === null ? null : at + shift)
  const idOf = (row: TicketRow) => names.ids.get(row.id) ?? ''
  const issued = model.tickets.map((row): TicketRow => {
    const [from, to] = model.spans.get(row.id) ?? [0, 0]
    return {
      ...row,
      id: idOf(row),
      day: isoDay(day),
      issuedAt: row.issuedAt + shift,
      firstCalledAt: later(row.firstCalledAt),
      arrivedAt: later(row.arrivedAt),
      endedAt: later(row.endedAt),
      firstRevision: first + from,
      lastRevision: first + to,
    }
  })
  const visits = model.tickets.map(
    (row): VisitRow => ({ ref: names.people.get(row.id) ?? '', ticketId: idOf(row), part: 'visitor' }),
  )
  return { site: end.state.site?.id ?? '', at: day, entries, issued, changed: [], visits }
}

/**
 * Fills a hub's empty SQLite data folder with the days before today. The first day is worked by a real hub; every
 * other one is a copy of it under other ids, times and people, evolved by the rules' own fold, chained, and written
 * by the hub's own store, a day a transaction. The snapshot at the end is of the evolved state.
 */
export async function fillHistory(
  folder: string,
  centre: BenchCentre,
  { tickets, perDay, perPerson }: HistorySize,
  say: (line: string) => void,
): Promise<Filled> {
  const days = Math.max(2, Math.ceil(tickets / perDay))
  const today = Date.parse(isoDay(Date.now()))
  const firstDay = today - days * dayMs
  const model = await runModelDay(folder, centre, isoDay(firstDay), perDay)
  const stores = await openStores('sqlite', folder, simulatedClock(0))
  // Only while it is filled: a power cut now costs a bench, not a ticket.
  await stores.rows.change('PRAGMA synchronous = OFF')
  await stores.rows.change('PRAGMA cache_size = -400000')
  const people = Math.max(1, Math.floor(tickets / perPerson))
  const refs = await sealPeople(stores, folder, people)
  const { snapshot, events, head, headHash } = await stores.events.load()
  if (snapshot === null) throw new Error('the model hub left no snapshot')
  const state = events.reduce(evolve, fromSnapshot(JSON.parse(snapshot.json)))
  const end: End = { state, revision: head, hash: headHash, ticket: 0, command: 0 }
  let commands = 0
  for (let index = 1; index < days; index += 1) {
    const before = end.revision
    const isAnswered = days - index <= answeredDays
    const batch = dayLike(model, end, firstDay + index * dayMs, refs, isAnswered)
    if (!(await stores.events.append(before, batch)).ok) throw new Error('somebody else writes')
    commands += batch.entries.filter(({ outcome }) => outcome !== null).length
    if (index % 250 === 0) say(`  ${index * perDay} tickets, ${end.revision} events`)
  }
  await stores.events.saveSnapshot(end.revision, JSON.stringify(toSnapshot(end.state)))
  await stores.close()
  return {
    tickets: days * perDay,
    days,
    events: end.revision,
    people,
    commands,
    someone: Array.from({ length: Math.min(people, 500) }, (_, index) => idNumberOf((index * 613) % people)),
    firstDay: isoDay(firstDay),
  }
}
