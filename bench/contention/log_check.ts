import { createHash } from 'node:crypto'
import { z } from 'zod'
import { canonicalJson } from '#domain'
import type { History } from './history.ts'

const recorded = z.looseObject({
  revision: z.int(),
  at: z.string(),
  type: z.string(),
  data: z.record(z.string(), z.unknown()),
  prevHash: z.string(),
  hash: z.string(),
})
const page = z.object({ events: z.array(recorded), head: z.int() })
/** An event as the hub's door gives it. */
export type Recorded = z.infer<typeof recorded>

const pageLength = 1_000

/** The hub's log after a revision, read through its public door. */
export async function readLog(hub: string, token: string, after: number): Promise<Recorded[]> {
  const all: Recorded[] = []
  for (let from = after; ; ) {
    const response = await fetch(`${hub}/api/v1/events?after=${from}&limit=${pageLength}`, {
      headers: { authorization: `Bearer ${token}` },
    })
    const { events } = page.parse(await response.json())
    all.push(...events)
    const last = events.at(-1)
    if (last === undefined) return all
    from = last.revision
  }
}

/** The end of the log. */
export async function headOf(hub: string, token: string): Promise<number> {
  const response = await fetch(`${hub}/api/v1/events?after=0&limit=1`, {
    headers: { authorization: `Bearer ${token}` },
  })
  return page.parse(await response.json()).head
}

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** Where the chain of hashes or the count of revisions breaks, recomputed here. */
export function chainBreaks(events: readonly Recorded[]): number {
  let breaks = 0
  for (const [index, { revision, at, type, data, prevHash, hash }] of events.entries()) {
    const before = events[index - 1]
    const written = `${prevHash}{"at":"${at}","data":${canonicalJson(data)},"revision":${revision},"type":"${type}"}`
    const own = createHash('sha256').update(written).digest('hex')
    const follows = before === undefined || (before.hash === prevHash && before.revision + 1 === revision)
    if (own !== hash || !follows) breaks += 1
  }
  return breaks
}

/** Numbers given to two tickets. */
export function duplicateNumbers(events: readonly Recorded[]): number {
  const given = events.filter(({ type }) => type === 'TicketIssued').map(({ data }) => text(data.number))
  return given.length - new Set(given).size
}

const ends = new Set(['TicketFinished', 'TicketMissed', 'TicketLeft', 'TicketTransferred', 'TicketHeld'])

/** Calls of a ticket that another counter held at that moment, and calls of a counter that still held one. */
export function doubleHeld(events: readonly Recorded[]): number {
  const holder = new Map<string, string>()
  const holds = new Map<string, string>()
  let doubles = 0
  for (const { type, data } of events) {
    const [ticketId, counterId] = [text(data.ticketId), text(data.counterId)]
    if (type === 'TicketCalled') {
      if (holder.has(ticketId) || holds.has(counterId)) doubles += 1
      holder.set(ticketId, counterId)
      holds.set(counterId, ticketId)
    } else if (ends.has(type)) {
      holds.delete(holder.get(ticketId) ?? '')
      holder.delete(ticketId)
    }
  }
  return doubles
}

/** Acknowledged tickets and calls that the log does not have, and tickets nobody was told of. */
export function compare(events: readonly Recorded[], { issued, called }: History) {
  const idsOf = (type: string) =>
    new Set(events.filter((each) => each.type === type).map(({ data }) => text(data.ticketId)))
  const [issuedInLog, calledInLog] = [idsOf('TicketIssued'), idsOf('TicketCalled')]
  const told = new Set(issued.map(({ id }) => id))
  return {
    lost:
      issued.filter(({ id }) => !issuedInLog.has(id)).length +
      called.filter(({ ticketId }) => !calledInLog.has(ticketId)).length,
    unexpected: [...issuedInLog].filter((id) => !told.has(id)).length,
    neverCalled: issued.filter(({ id }) => !calledInLog.has(id)).length,
  }
}
