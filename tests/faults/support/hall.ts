import { tokenOf } from '#testing'
import { atCounter, exchange, invocation, issue, type Operation, opening, printed } from './exchange.ts'
import { countersOf, kiosksOf, serviceIds } from './fault_centre.ts'
import type { Entry, Told } from './history.ts'
import type { Place } from './place.ts'
import { seeded } from './random.ts'
import { httpSender, type Send, socketSender } from './senders.ts'

/** What goes on in a hall whose hub is killed now and then. */
export interface Hall {
  readonly place: Place
  readonly seed: number
  readonly ticketsPerKiosk: number
  /** Address of the hub that somebody speaks to now. */
  url(who: number): string
  /** Resolves when a hub is ready. */
  up(): Promise<void>
  /** Called with every granted command. */
  granted(): void
}

/** What the hall's senders did. */
export interface HallReport {
  readonly history: Entry[]
  /** Sent over a socket. */
  overSocket: number
  /** Sent twice at once over two connections. */
  doubled: number
  /** Sent again with the same id after an answer, or for want of one. */
  resent: number
  /** Never granted and never refused, though a hub was there. */
  givenUp: number
}

const mostTries = 40
const mostRefusals = 30
const doubleShare = 0.2
const resendShare = 0.1

/** Tells those who wait that something has changed. */
function signal() {
  let next = Promise.withResolvers<void>()
  return {
    fire() {
      next.resolve()
      next = Promise.withResolvers<void>()
    },
    fired: () => next.promise,
  }
}

interface Person {
  readonly http: Send
  readonly socket: Send | null
  readonly random: () => number
  /** Leaves it at that when no answer comes. */
  readonly isImpatient: boolean
}

function person(hall: Hall, token: string, index: number) {
  const url = () => hall.url(index)
  const http = httpSender(url, token)
  const link = index % 4 === 0 ? socketSender(url, token) : null
  const random = seeded(hall.seed + index)
  const self: Person = { http, socket: link?.send ?? null, random, isImpatient: index % 8 === 3 }
  return { self, close: () => link?.close() }
}

/** Sends an operation until it is granted or refused, now and then twice at once, and again when it was granted. */
async function perform(
  hall: Hall,
  report: HallReport,
  who: Person,
  operation: Operation,
): Promise<Entry | null> {
  const { history } = report
  const send = async (ways: readonly Send[]) => {
    const entries = await Promise.all(ways.map((way) => exchange(history, operation, way)))
    for (const { kind } of entries) if (kind === 'ok') hall.granted()
    return entries.find(({ kind }) => kind !== 'unknown') ?? null
  }
  history.push(invocation(operation))
  const first = who.socket ?? who.http
  if (who.socket !== null) report.overSocket += 1
  const isDoubled = who.random() < doubleShare
  if (isDoubled) report.doubled += 1
  let answer = await send(isDoubled ? [first, who.http] : [first])
  for (let tries = 0; answer === null; tries += 1) {
    if (who.isImpatient && operation.action === 'issue') return null
    if (tries === mostTries) {
      report.givenUp += 1
      return null
    }
    await hall.up()
    report.resent += 1
    answer = await send([who.http])
  }
  if (who.random() < resendShare) {
    report.resent += 1
    await send([who.http])
  }
  return answer
}

const toldIn = (entry: Entry | null): Told | null => (entry?.kind === 'ok' ? entry.told : null)

/** Who takes part, and what they tell each other. */
interface Floor {
  readonly hall: Hall
  readonly report: HallReport
  readonly somebodyCame: ReturnType<typeof signal>
  areKiosksDone: boolean
}

async function kiosk(floor: Floor, { id, prints }: { id: string; prints: boolean }, index: number) {
  const { hall, report } = floor
  const { self, close } = person(hall, tokenOf(id), index)
  for (let turn = 0; turn < hall.ticketsPerKiosk; turn += 1) {
    const serviceId = serviceIds[turn % serviceIds.length] ?? ''
    const told = toldIn(await perform(hall, report, self, issue(serviceId, prints)))
    if (told !== null && prints) await perform(hall, report, self, printed(told.ticketId))
    floor.somebodyCame.fire()
  }
  close()
}

/** One visitor from call to end. */
async function serve({ hall, report }: Floor, who: Person, counterId: string) {
  const call = await perform(hall, report, who, atCounter('call', counterId))
  if (call?.kind === 'fail' && call.code === 'queue-empty') return 'nobody'
  const told = toldIn(call)
  if (told === null) return 'refused'
  await perform(hall, report, who, atCounter('arrive', counterId, told.ticketId))
  const finish = await perform(hall, report, who, atCounter('finish', counterId, told.ticketId))
  return finish?.kind === 'ok' ? 'served' : 'refused'
}

async function counter(floor: Floor, counterId: string, index: number) {
  const { self, close } = person(floor.hall, tokenOf(`counter-${counterId}`), index)
  const open = opening(counterId)
  while (!(await self.http(open)).ok) await floor.hall.up()
  for (let refusals = 0; refusals < mostRefusals; ) {
    const wasDone = floor.areKiosksDone
    const wait = floor.somebodyCame.fired()
    const result = await serve(floor, self, counterId)
    if (result === 'refused') refusals += 1
    if (result === 'nobody' && wasDone) break
    if (result === 'nobody') await wait
  }
  close()
}

/** Opens the hall: every kiosk gives its numbers, every counter serves until nobody waits and nobody comes. */
export async function runHall(hall: Hall): Promise<HallReport> {
  const report: HallReport = { history: [], overSocket: 0, doubled: 0, resent: 0, givenUp: 0 }
  const floor: Floor = { hall, report, somebodyCame: signal(), areKiosksDone: false }
  const { size } = hall.place
  const counters = countersOf(size).map((id, index) => counter(floor, id, index + size.kiosks))
  await Promise.all(kiosksOf(size).map((each, index) => kiosk(floor, each, index)))
  floor.areKiosksDone = true
  floor.somebodyCame.fire()
  await Promise.all(counters)
  return report
}
