import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { canonicalJson, emptyCentre, evolve, type RecordedEvent, toSnapshot } from '#domain'
import { counterReply, ticketReply } from '#protocol'
import { callerOf, tokenOf } from '#testing'
import { type AgentProgram, startAgentProgram } from './agent_program.ts'
import { type Cables, type CableWeather, cableWeathers } from './cables.ts'
import { faultCentre, readerToken, serviceIds } from './fault_centre.ts'
import type { Entry, LogEntry } from './history.ts'
import { type HubProgram, startProgram } from './hub_program.ts'
import { seeded } from './random.ts'

/** Machines whose cables are spoiled, by the number of their cable. */
export const cabled = [
  { role: 'kiosk', deviceId: 'kiosk-1', counterId: null },
  { role: 'kiosk', deviceId: 'kiosk-3', counterId: null },
  { role: 'counter', deviceId: 'counter-1', counterId: '1' },
] as const

/** What was done in all schedules so far. */
export interface PartitionReport {
  readonly history: Entry[]
  presses: number
  granted: number
  offline: number
  kills: number
  weathers: number
}

/** What the hall at rest says. */
export interface AtRest {
  readonly log: readonly LogEntry[]
  /** Machines whose mirror is not the fold of the hub's log. */
  readonly strayed: readonly string[]
  readonly conflicts: number
}

const longestRestMs = 90_000
const pollMs = 100
const later = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const address = server.address()
  await new Promise((done) => server.close(done))
  return typeof address === 'object' && address !== null ? address.port : 0
}

/** Waits until something holds; throws with its name when it never does. */
async function until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = performance.now() + longestRestMs
  while (!(await holds())) {
    if (performance.now() > end) throw new Error(`never: ${what}`)
    await later(pollMs)
  }
}

/** The log as the checker reads it; numbers that were given up for one on paper are nobody's. */
function readable(log: readonly RecordedEvent[]): LogEntry[] {
  const givenUp = new Set(
    log.flatMap(({ type, data }) =>
      (type === 'TicketVoided' || type === 'TicketCancelled') && 'ticketId' in data ? [data.ticketId] : [],
    ),
  )
  return log.flatMap(({ revision, type, data }) => {
    const { ticketId = null, counterId = null, number = null, businessDay = null } = data as Partial<LogEntry>
    if (ticketId !== null && givenUp.has(ticketId)) return []
    return [{ revision, type, ticketId, counterId, number, businessDay, commandId: null }]
  })
}

/** A hub's program and agents' programs, with cables between them that a schedule spoils. */
export async function partitionHall(cables: Cables) {
  const folder = mkdtempSync(join(tmpdir(), 'civic-partition-'))
  const size = { kiosks: 3, counters: 1 }
  const definition = join(folder, 'centre.json')
  writeFileSync(definition, JSON.stringify(faultCentre(size)))
  const place = { data: join(folder, 'hub'), definition, postgres: null, size }
  const port = await freePort()
  const startHub = () => startProgram(place, { at: { namespace: cables.namespace, port } })
  const urlOf = (cable: number) => `http://${cables.addressOf(cable)}:${port}`
  let hub: HubProgram = await startHub()
  const agents: AgentProgram[] = []
  for (const [cable, machine] of cabled.entries())
    agents.push(await startAgentProgram(join(folder, machine.deviceId), { ...machine, hubUrl: urlOf(cable) }))
  const report: PartitionReport = { history: [], presses: 0, granted: 0, offline: 0, kills: 0, weathers: 0 }

  const isLeased = ({ page }: AgentProgram) =>
    cabled.every(
      ({ role, deviceId }) =>
        role !== 'kiosk' || page.centre.leases.some((lease) => lease.deviceId === deviceId),
    )
  await until(
    'everybody is there',
    () => agents.every(({ page }) => page.live) && isLeased(agents[0] as AgentProgram),
  )
  await callerOf(() => urlOf(2), tokenOf('counter-1')).granted('counterCommand', {
    params: { counterId: '1' },
    body: { type: 'open', commandId: ulid() },
  })

  const take = async (index: number) => {
    const commandId = ulid()
    const { history } = report
    history.push({ kind: 'invoke', commandId, action: 'issue', counterId: null, ticketId: null })
    report.presses += 1
    const body = { serviceId: serviceIds[0] ?? '', anonymous: true, delivery: 'spoken', commandId } as const
    const answer = await agents[index]?.page.send({ name: 'issue', body }, { limitMs: 6_000 })
    const ticket = answer?.ok ? ticketReply.parse(answer.value) : null
    if (ticket === null) return void history.push({ kind: 'unknown', commandId })
    report.granted += 1
    if (ticket.offline !== undefined) report.offline += 1
    history.push({ kind: 'ok', commandId, told: { ticketId: ticket.id, number: ticket.number } })
  }
  /** What comes next at the counter; its answers are in the log, or in a conflict. */
  const serve = async () => {
    const { page } = agents[2] as AgentProgram
    const send = (type: 'call-next' | 'arrive' | 'finish') =>
      page.send({ name: 'counter', counterId: '1', body: { type, commandId: ulid() } }, { limitMs: 6_000 })
    const called = await send('call-next')
    if (!called.ok || counterReply.parse(called.value).ticket === null) return
    await send('arrive')
    await send('finish')
  }
  const killHub = async () => {
    report.kills += 1
    await hub.end('SIGKILL')
    hub = await startHub()
  }

  /** One schedule: steps at random, the rest of the hall going on meanwhile. */
  async function live(seed: number, steps: number): Promise<void> {
    const random = seeded(seed)
    const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T
    const doings: Promise<unknown>[] = []
    for (let step = 0; step < steps; step += 1) {
      const dice = random()
      if (dice < 0.3) {
        report.weathers += 1
        cables.set(Math.floor(random() * cabled.length), pick<CableWeather>(cableWeathers))
      } else if (dice < 0.72) doings.push(take(0), take(1))
      else if (dice < 0.85) doings.push(serve())
      else if (dice < 0.92) await killHub()
      else {
        report.kills += 1
        await agents[Math.floor(random() * agents.length)]?.killAndStart()
      }
      await later(Math.floor(random() * 900))
    }
    await Promise.all(doings)
  }

  /** Mends every cable and waits until everybody agrees; then what there is. */
  async function atRest(): Promise<AtRest> {
    for (const cable of cabled.keys()) cables.set(cable, 'clear')
    const reader = callerOf(() => urlOf(0), readerToken)
    const read = async () => {
      const log: RecordedEvent[] = []
      for (;;) {
        const query = { after: String(log.length), limit: '1000' }
        const answer = await reader.call('getEvents', { query })
        if (!answer.ok) return null
        log.push(...(answer.value.events as unknown as RecordedEvent[]))
        if (answer.value.events.length < 1_000) return log
      }
    }
    let log: RecordedEvent[] = []
    let quiet = 0
    await until('rest', async () => {
      const seen = (await read()) ?? []
      const isQuiet =
        seen.length === log.length &&
        // A picture of its own may be as long as the log by chance: what was done there must be merged too.
        agents.every(({ page, isHome }) => page.live && isHome() && page.centre.revision === seen.length)
      quiet = isQuiet ? quiet + 1 : 0
      log = seen
      return quiet >= 20
    })
    const state = log.reduce(evolve, emptyCentre())
    const picture = canonicalJson(toSnapshot(state))
    const strayed = cabled.flatMap(({ deviceId }, index) => {
      const page = agents[index]?.page
      return page !== undefined && canonicalJson(toSnapshot(page.centre)) === picture ? [] : [deviceId]
    })
    return { log: readable(log), strayed, conflicts: state.conflicts.size }
  }

  return {
    report,
    live,
    atRest,
    async close() {
      for (const agent of agents) await agent.kill()
      await hub.end('SIGKILL')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}
