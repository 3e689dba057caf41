import { listEvents } from '#city'
import {
  type CentreState,
  canonicalJson,
  emptyCentre,
  evolve,
  numberText,
  type RecordedEvent,
  toSnapshot,
} from '#domain'
import { verifyChain } from '#hub'
import { legalEdges, onePlace, truthfulCounts } from '../../../shared/domain/properties/invariants.model.ts'
import type { Workshop } from './hall.ts'
import { bookings, doors, leases, ratings, reprints } from './judge_away.ts'
import type { Played } from './play.ts'
import {
  Broken,
  demand,
  eventsOf,
  keptOf,
  keyOf,
  names,
  papersOf,
  type Remains,
  remainsOf,
} from './remains.ts'

type Told = Played['people']['told'][number]
const numbersTold = ({ people }: Remains) =>
  people.told.filter((each): each is Extract<Told, { what: 'number' }> => each.what === 'number')
const doneTold = ({ people }: Remains) =>
  people.told.filter((each): each is Extract<Told, { what: 'done' }> => each.what === 'done')

function unique(remains: Remains): void {
  const owners = new Map<string, string>()
  const issued = eventsOf(remains.log, 'TicketIssued').map(({ data }) => data)
  for (const given of [...issued, ...papersOf(remains), ...numbersTold(remains)]) {
    const { number, ticketId } = given
    const key = keyOf(remains, { number, ticketId })
    const owner = owners.get(key) ?? ticketId
    demand(names.unique, owner === ticketId, () => `${key} is ${owner} and ${ticketId}`)
    owners.set(key, owner)
  }
}

/** What each command at a counter leaves in the log. */
const effect: Readonly<Record<string, string>> = {
  'call-next': 'TicketCalled',
  'call-number': 'TicketCalled',
  arrive: 'TicketArrived',
  finish: 'TicketFinished',
  transfer: 'TicketTransferred',
  hold: 'TicketHeld',
  resume: 'TicketResumed',
  undo: 'TransitionUndone',
  issue: 'TicketIssued',
  rate: 'RatingRecorded',
}

function present(remains: Remains): void {
  const issued = eventsOf(remains.log, 'TicketIssued')
  const logged = new Set(issued.map(({ data }) => `${data.ticketId} ${data.number}`))
  for (const given of [...papersOf(remains), ...numbersTold(remains)]) {
    const { ticketId, number } = given
    const key = keyOf(remains, { ticketId, number })
    // A number given in the last moment of a day comes home when that day is over.
    const isOver = !key.startsWith(remains.state.businessDay ?? '') && remains.conflicts.has(key)
    const isThere = logged.has(`${ticketId} ${number}`) || isOver
    demand(names.present, isThere, () => `${number} (${ticketId}) is not there`)
  }
  const granted = new Map<string, number>()
  for (const each of doneTold(remains)) {
    const key = keyOf(remains, each)
    // The same call again within a few seconds is the call before.
    const isAgain = each.type.startsWith('call')
    const of = `${key} ${effect[each.type]}${isAgain ? ` ${each.counterId}` : ''}`
    granted.set(of, isAgain ? 1 : (granted.get(of) ?? 0) + 1)
    const isThere = (remains.times.get(of) ?? 0) >= (granted.get(of) ?? 0) || remains.conflicts.has(key)
    demand(names.present, isThere, () => `${each.type} of ${key} at ${each.counterId} is not there`)
  }
}

/** No press has two numbers, and no number two papers. */
function once(remains: Remains): void {
  const { hall, log } = remains
  const told = numbersTold(remains)
  const wanted = new Set(told.map(({ ticketId }) => ticketId))
  const presses = new Set(told.map(({ commandId }) => commandId))
  const text = () => `${presses.size} presses were told ${wanted.size} numbers`
  demand(names.once, presses.size === wanted.size, text)
  const kept = keptOf(remains).map(({ commandId }) => commandId)
  demand(names.once, new Set(kept).size === kept.length, () => 'a step was kept twice')
  for (const { data } of eventsOf(log, 'TicketIssued')) {
    const papers = papersOf({ hall }).filter(({ ticketId }) => ticketId === data.ticketId)
    demand(names.once, papers.length <= 1, () => `${data.number} is on ${papers.length} papers`)
  }
}

/** A press that was done at the hub and without it has one number that counts, unless a conflict says so. */
function givenUp(remains: Remains): void {
  const { hall, state, conflicts } = remains
  for (const { commandId, businessDay, step } of keptOf(remains)) {
    if (step.did !== 'issue') continue
    const online = hall.done.filter((each) => each.commandId === commandId.toUpperCase())
    const alive = [step.ticketId, ...online.flatMap(({ issued }) => issued)].filter((id) => {
      const ticket = state.live.get(id) ?? state.closed.get(id)
      return ticket !== undefined && ticket.state !== 'VOID' && ticket.state !== 'CANCELLED'
    })
    const isNoted = conflicts.has(`${businessDay} ${numberText(step.series, step.sequence)}`)
    demand(names.once, alive.length <= 1 || isNoted, () => `${commandId} has ${alive.length} numbers`)
  }
}

/** Folds the log anew, with the rules' own invariants looking on. */
function foldedAgain(log: readonly RecordedEvent[]): CentreState {
  const looks = [
    [names.place, onePlace.look()],
    [names.edges, legalEdges.look()],
    [names.edges, truthfulCounts.look()],
  ] as const
  const state = emptyCentre()
  for (const event of log) {
    evolve(state, event)
    for (const [name, { after }] of looks)
      try {
        after(state, event)
      } catch (error) {
        throw new Broken(`${name}: ${String(error)}`)
      }
  }
  return state
}

/** A step is merged by one command, which does what was done, or notes a conflict, or finds it done online. */
function steps(remains: Remains): void {
  const { done } = remains.hall
  for (const { commandId, deviceId, step } of keptOf(remains)) {
    const what = () => `${step.did} ${commandId} at ${deviceId}`
    const id = commandId.toUpperCase()
    const merges = done.filter((each) => each.commandId.startsWith(`${id}:offline`))
    demand(names.steps, merges.length === 1, () => `${what()} was merged ${merges.length} times`)
    const wanted = effect[step.did === 'counter' ? step.command.type : step.did]
    const types = merges.flatMap((each) => each.types)
    const isOnline = done.some((each) => each.commandId === id && each.types.length > 0)
    const isThere = wanted === undefined || types.includes(wanted) || types.includes('ConflictNoted')
    demand(names.steps, isThere || isOnline, () => `${what()} is neither in the log nor in a conflict`)
  }
}

async function city({ hall, log }: Remains, workshop: Workshop): Promise<void> {
  const there = await listEvents(workshop.city, hall.siteId, 0, 10_000)
  const same = there.length === log.length && there.every(({ hash }, index) => hash === log[index]?.hash)
  demand(names.city, same, () => `${there.length} records for ${log.length} events`)
  const parked = (await hall.link()?.parked()) ?? []
  demand(names.city, parked.length === 0, () => `${parked.length} are parked: ${parked[0]?.message}`)
  const counts = new Map<string, number>()
  for (const { data } of log)
    if ('ticketId' in data && typeof data.ticketId === 'string')
      counts.set(data.ticketId, (counts.get(data.ticketId) ?? 0) + 1)
  const rows = await workshop.city.all<{ ticket_id: string; events: number }>(
    'SELECT ticket_id, events FROM tickets WHERE site_id = $1',
    hall.siteId,
  )
  for (const { ticket_id, events } of rows)
    demand(
      names.city,
      events === counts.get(ticket_id),
      () => `${ticket_id} has ${events} of ${counts.get(ticket_id)}`,
    )
  demand(names.city, rows.length === eventsOf(log, 'TicketIssued').length, () => `${rows.length} tickets`)
}

function alike({ hall, state, log }: Remains): void {
  const picture = canonicalJson(toSnapshot(state))
  demand(
    names.alike,
    canonicalJson(toSnapshot(foldedAgain(log))) === picture,
    () => 'the log is not the state',
  )
  for (const agent of hall.agents) {
    const mirror = agent.centre()
    const isSame = mirror !== null && canonicalJson(toSnapshot(mirror)) === picture
    demand(names.alike, isSame, () => `${agent.machine.deviceId} sees another hall`)
  }
}

/** Looks at everything a schedule left behind; throws `Broken` at the first promise that was not kept. */
export async function judge(played: Played, workshop: Workshop): Promise<void> {
  const { hall, isAtRest } = played
  const log = await hall.store.eventsAfter(0, 100_000)
  const state = hall.hub.parts?.centre.state() ?? emptyCentre()
  const remains = remainsOf(played, log, state)
  leases(remains)
  unique(remains)
  once(remains)
  givenUp(remains)
  bookings(remains)
  ratings(remains)
  reprints(remains)
  steps(remains)
  present(remains)
  doors(remains)
  alike(remains)
  demand(names.rest, isAtRest, () => JSON.stringify(hall.link()?.status().trouble ?? 'somebody waits'))
  await city(remains, workshop)
  const chain = await verifyChain(hall.store)
  demand(names.alike, chain.ok, () => 'the chain breaks')
  demand(names.alike, hall.hub.faults.length === 0, () => String(hall.hub.faults[0]))
}
