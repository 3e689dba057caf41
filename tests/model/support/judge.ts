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
import type { Played } from './play.ts'

/** A promise that was broken, by its name. */
class Broken extends Error {}

function demand(name: string, holds: boolean, detail: () => string): void {
  if (!holds) throw new Broken(`${name}: ${detail()}`)
}

/** Names of what is looked at. */
export const names = {
  rest: 'everything comes to rest',
  unique: 'a number is unique per day and series, on paper too',
  present: 'what was acknowledged or printed is in the log',
  once: 'one press, one number',
  place: 'a ticket is at one counter unless a conflict says so',
  edges: 'only legal edges',
  steps: 'what was done offline is in the log once, or in a conflict',
  city: 'the city has each event once and in order',
  alike: 'mirrors, hub and log agree',
} as const

/** Everything a schedule left behind. */
interface Remains extends Played {
  readonly log: readonly RecordedEvent[]
  readonly state: CentreState
}

type Issued = Extract<RecordedEvent, { type: 'TicketIssued' }>
const issuedIn = (log: readonly RecordedEvent[]) =>
  log.filter((each): each is Issued => each.type === 'TicketIssued')
const conflicting = ({ log }: Remains) =>
  new Set(log.flatMap((each) => (each.type === 'ConflictNoted' ? [each.data.number] : [])))
const papersOf = ({ hall }: Pick<Remains, 'hall'>) => hall.agents.flatMap(({ papers }) => papers)

function unique(remains: Remains): void {
  const owners = new Map<string, string>()
  const given = [
    ...issuedIn(remains.log).map(({ data }) => data),
    ...papersOf(remains),
    ...remains.told.flatMap((each) => (each.what === 'number' ? [each] : [])),
  ]
  for (const { number, ticketId } of given) {
    const owner = owners.get(number) ?? ticketId
    demand(names.unique, owner === ticketId, () => `${number} is ${owner} and ${ticketId}`)
    owners.set(number, owner)
  }
}

function present(remains: Remains): void {
  const logged = new Set(issuedIn(remains.log).map(({ data }) => `${data.ticketId} ${data.number}`))
  const given = [
    ...papersOf(remains),
    ...remains.told.flatMap((each) => (each.what === 'number' ? [each] : [])),
  ]
  for (const { ticketId, number } of given)
    demand(names.present, logged.has(`${ticketId} ${number}`), () => `${number} (${ticketId}) is not there`)
  const calls = new Set(
    remains.log.flatMap((each) =>
      each.type === 'TicketCalled' ? [`${each.data.counterId} ${each.data.ticketId}`] : [],
    ),
  )
  const ids = new Map(issuedIn(remains.log).map(({ data }) => [data.number, data.ticketId]))
  const conflicts = conflicting(remains)
  for (const each of remains.told) {
    if (each.what !== 'called') continue
    const isCalled = calls.has(`${each.counterId} ${ids.get(each.number)}`)
    demand(
      names.present,
      isCalled || conflicts.has(each.number),
      () => `${each.number} at ${each.counterId} is not there`,
    )
  }
}

/** No press has two numbers, and no number two papers. */
function once({ told, hall, log }: Remains): void {
  const wanted = new Map<string, string>()
  for (const each of told) if (each.what === 'number') wanted.set(each.ticketId, each.commandId)
  const presses = new Set(told.flatMap((each) => (each.what === 'number' ? [each.commandId] : [])))
  demand(
    names.once,
    presses.size === wanted.size,
    () => `${presses.size} presses were told ${wanted.size} numbers`,
  )
  const kept = new Set(hall.agents.flatMap((agent) => agent.kept.map(({ commandId }) => commandId)))
  demand(
    names.once,
    kept.size === hall.agents.flatMap((agent) => agent.kept).length,
    () => 'a step was kept twice',
  )
  for (const { data } of issuedIn(log)) {
    const papers = papersOf({ hall }).filter(({ ticketId }) => ticketId === data.ticketId)
    demand(names.once, papers.length <= 1, () => `${data.number} is on ${papers.length} papers`)
  }
}

/** A press that was done at the hub and without it has one number that counts, unless a conflict says so. */
function givenUp(remains: Remains): void {
  const { hall, state } = remains
  const conflicts = conflicting(remains)
  for (const { commandId, step } of hall.agents.flatMap(({ kept }) => kept)) {
    if (step.did !== 'issue') continue
    const online = hall.done.filter((each) => each.commandId === commandId.toUpperCase())
    const alive = [step.ticketId, ...online.flatMap(({ issued }) => issued)].filter((id) => {
      const ticket = state.live.get(id) ?? state.closed.get(id)
      return ticket !== undefined && ticket.state !== 'VOID' && ticket.state !== 'CANCELLED'
    })
    const isNoted = conflicts.has(numberText(step.series, step.sequence))
    demand(names.once, alive.length <= 1 || isNoted, () => `${commandId} has ${alive.length} numbers`)
  }
}

function places(remains: Remains): void {
  const conflicts = conflicting(remains)
  const counters = new Map<string, string>()
  for (const each of remains.told) {
    if (each.what !== 'called') continue
    const other = counters.get(each.number) ?? each.counterId
    demand(
      names.place,
      other === each.counterId || conflicts.has(each.number),
      () => `${each.number} was called at both`,
    )
    counters.set(each.number, other)
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

const effect: Readonly<Record<string, string>> = {
  'call-number': 'TicketCalled',
  arrive: 'TicketArrived',
  finish: 'TicketFinished',
  issue: 'TicketIssued',
}

/** A step is merged by one command, which does what was done, or notes a conflict, or finds it done online. */
function steps({ hall }: Remains): void {
  const { done } = hall
  for (const { kept } of hall.agents)
    for (const { commandId, deviceId, step } of kept) {
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
  demand(names.city, rows.length === issuedIn(log).length, () => `${rows.length} tickets`)
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
  const remains = { ...played, log, state }
  unique(remains)
  places(remains)
  once(remains)
  givenUp(remains)
  steps(remains)
  present(remains)
  alike(remains)
  demand(names.rest, isAtRest, () => JSON.stringify(hall.link()?.status().trouble ?? 'somebody waits'))
  await city(remains, workshop)
  const chain = await verifyChain(hall.store)
  demand(names.alike, chain.ok, () => 'the chain breaks')
  demand(names.alike, hall.hub.faults.length === 0, () => String(hall.hub.faults[0]))
}
