import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { type SimulatedClock, simulatedClock } from '#basics'
import type { Actor, Command } from '#domain'
import { demoDefinition, openStores, type RunningHub, startHub, type TicketRow } from '#hub'
import type { BenchCentre } from '../centre/definition.ts'

/** An event of the model, with who sent the command it came from. */
export interface ModelEvent {
  readonly type: string
  readonly data: Readonly<Record<string, unknown>>
  /** ms since midnight UTC of the model's day. */
  readonly time: number
  readonly commandId: string
  readonly actor: string
}

/** One business day as a real hub wrote it: from the first ticket to the opening of the next day. */
export interface ModelDay {
  readonly day: string
  readonly events: readonly ModelEvent[]
  /** The tickets as they stand at its end. */
  readonly tickets: readonly TicketRow[]
  /** Where each ticket's first and last event stand in `events`. */
  readonly spans: ReadonlyMap<string, readonly [first: number, last: number]>
}

const dayMs = 86_400_000
/** 08:00 in Shanghai. */
const opensMs = 0
const openForMs = 9 * 3_600_000
const mostWaiting = 20

/** Sends commands of the bench's devices to a hub in this process. */
function senders(hub: RunningHub, centre: BenchCentre) {
  const kiosk: Actor = { kind: 'device', deviceId: 'bench-kiosk-1', role: 'kiosk', counterId: null }
  const desks = centre.devices
    .filter(({ id }) => id.startsWith('bench-counter'))
    .map(({ id, counterId }): Actor & { counterId: string } => ({
      kind: 'device',
      deviceId: id,
      role: 'counter',
      counterId: counterId ?? '',
    }))
  const send = async (actor: Actor, command: Command) => {
    const request = {
      commandId: hub.newId(),
      actor,
      command,
      fingerprint: 'model',
      sealed: [],
      reply: () => null,
    }
    const answer = await hub.centre.execute(request)
    if (!answer.ok) throw new Error(`${command.type}: ${answer.error.code}`)
  }
  return { kiosk, desks, send }
}

/** A day of so many tickets, each issued, called, received and finished by the hub's own rules. */
async function work(
  hub: RunningHub,
  centre: BenchCentre,
  clock: SimulatedClock,
  tickets: number,
): Promise<void> {
  const { kiosk, desks, send } = senders(hub, centre)
  for (const desk of desks) await send(desk, { counterId: desk.counterId, type: 'open', staffId: null })
  let served = 0
  const serve = async () => {
    const desk = desks[served % desks.length]
    if (desk === undefined) throw new Error('no counters')
    const { counterId } = desk
    await send(desk, { counterId, type: 'call-next', finishCurrent: null })
    await send(desk, { counterId, type: 'arrive' })
    await send(desk, { counterId, type: 'finish', outcome: 'done' })
    served += 1
  }
  const issue = {
    type: 'issue',
    personRef: null,
    age: null,
    claims: [],
    channel: 'kiosk',
    delivery: 'spoken',
  } as const
  for (let index = 0; index < tickets; index += 1) {
    await send(kiosk, { ...issue, serviceId: centre.serviceIds[index % centre.serviceIds.length] ?? '' })
    if (index >= mostWaiting) await serve()
    clock.advance(Math.floor(openForMs / tickets))
  }
  while (served < tickets) await serve()
  for (const desk of desks) await send(desk, { counterId: desk.counterId, type: 'close' })
}

/** What the hub has written since a revision, with what the log's readers do not see. */
async function readModel(folder: string, after: number, day: string): Promise<ModelDay> {
  const stores = await openStores('sqlite', folder, simulatedClock(0))
  const rows = await stores.rows.all<{
    type: string
    data: string
    at: string
    commandId: string
    actor: string
  }>(
    'SELECT type, data, at, command_id AS "commandId", actor FROM events WHERE revision > $1 ORDER BY revision',
    after,
  )
  const midnight = Date.parse(`${day}T00:00:00Z`)
  const events = rows.map(({ type, data, at, commandId, actor }) => ({
    type,
    data: JSON.parse(data),
    time: Date.parse(at) - midnight,
    commandId,
    actor,
  }))
  const spans = new Map<string, [number, number]>()
  for (const [index, { data }] of events.entries()) {
    if (typeof data.ticketId === 'string')
      spans.set(data.ticketId, [spans.get(data.ticketId)?.[0] ?? index, index])
  }
  const tickets: TicketRow[] = []
  for (const id of spans.keys()) {
    const row = await stores.events.findTicket(id)
    if (row !== null) tickets.push(row)
  }
  await stores.close()
  return { day, events, tickets, spans }
}

/**
 * Runs a hub in this process through one day in the past and the morning after, and leaves its data in a folder: the
 * first day of a history whose other days are made like it.
 */
export async function runModelDay(
  folder: string,
  centre: BenchCentre,
  day: string,
  tickets: number,
): Promise<ModelDay> {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const clock = simulatedClock(Date.parse(`${day}T00:00:00Z`) + opensMs)
  const silent = () => undefined
  const hub = await startHub({
    folder,
    store: 'sqlite',
    host: '127.0.0.1',
    port: 0,
    pages: join(folder, 'no-pages'),
    definition: demoDefinition.parse(centre.demo).centre,
    demo: null,
    log: { info: silent, warn: silent, error: (fields, sentence) => console.error(sentence, fields) },
    clock,
  })
  const after = hub.log.head()
  await work(hub, centre, clock, tickets)
  clock.jumpTo(Date.parse(`${day}T00:00:00Z`) + dayMs + opensMs)
  while (hub.centre.state().businessDay === day) {
    clock.advance(1_000)
    await new Promise(setImmediate)
    await hub.centre.settled()
  }
  await hub.close()
  return readModel(folder, after, day)
}
