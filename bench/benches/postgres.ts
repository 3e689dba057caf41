import { startTestPostgres } from '#testing'
import { benchCentre } from '../centre/definition.ts'
import { type HubProcess, hubPlace, startHub } from '../centre/hub_process.ts'
import { type History, newHistory } from '../contention/history.ts'
import { headOf, readLog } from '../contention/log_check.ts'
import { counterDesk, issuer } from '../contention/senders.ts'
import { verdicts } from '../contention/verdicts.ts'
import { type Figure, spread } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const issuers = 32
const counters = 16
const hubs = 2
/** Call, arrive, finish. */
const desksCommands = 3

/** Both hubs of one centre, on one data folder: they seal with the same keys. */
async function startHubs(centre: ReturnType<typeof benchCentre>, store: string): Promise<HubProcess[]> {
  const place = await hubPlace(centre)
  const started: HubProcess[] = []
  for (let index = 0; index < hubs; index += 1) {
    const { port } = await hubPlace(centre)
    started.push(await startHub({ folder: place.folder, port }, store))
  }
  return started
}

/** Kiosks and counters, half of each at either hub, until the time is over. */
async function work(
  running: readonly HubProcess[],
  centre: ReturnType<typeof benchCentre>,
  forSeconds: number,
): Promise<{ history: History; calls: number; seconds: number }> {
  const own = centre.devices.filter(({ id }) => id.startsWith('bench-'))
  const kiosks = own.filter(({ role }) => role === 'kiosk')
  const desks = own.filter(({ role }) => role === 'counter')
  const hubOf = (index: number) => running[index % running.length]?.url ?? ''
  const history = newHistory()
  const started = performance.now()
  const until = started + forSeconds * 1_000
  let isIssuing = true
  const calling = desks.map(({ counterId, token }, index) =>
    counterDesk(hubOf(index), { id: counterId ?? '', token }, history, { goesOn: () => isIssuing }),
  )
  await Promise.all(
    kiosks.map(({ token }, index) =>
      issuer(hubOf(index), token, centre.serviceIds, history, () => performance.now() < until),
    ),
  )
  const seconds = (performance.now() - started) / 1_000
  const calls = history.callMs.length
  isIssuing = false
  await Promise.all(calling)
  return { history, calls, seconds }
}

function rates({ history, calls, seconds: took }: Awaited<ReturnType<typeof work>>): Figure[] {
  const rate = (what: string, count: number, samples: readonly number[], note: string): Figure => ({
    what,
    value: count / took,
    unit: '/s',
    ...spread(samples),
    raw: null,
    note,
  })
  const { issueMs, callMs } = history
  const issued = issueMs.length
  return [
    rate(
      `Commands granted by ${hubs} hubs on one PostgreSQL`,
      issued + calls * desksCommands,
      issueMs,
      'issue, call, arrive, finish; latency of an issue',
    ),
    rate(`… of which issued, ${issuers} kiosks`, issued, issueMs, ''),
    rate(`… of which called, ${counters} counters`, calls, callMs.slice(0, calls), ''),
  ]
}

/** Two hubs of one centre on one PostgreSQL, commands to either at once: how many a second, and whether any went wrong. */
export async function postgresBench(options: BenchOptions): Promise<Figure[]> {
  const server = await startTestPostgres()
  if (server === null) {
    options.say('  no PostgreSQL for this system: left out')
    return []
  }
  const centre = benchCentre({ kiosks: issuers, counters })
  const running = await startHubs(centre, await server.freshDatabase())
  const [first] = running
  const reader = centre.devices.find(({ id }) => id === 'bench-kiosk-1')?.token ?? ''
  const before = await headOf(first?.url ?? '', reader)
  const done = await work(running, centre, options.seconds)
  const log = await readLog(first?.url ?? '', reader, before)
  await Promise.all(running.map((hub) => hub.stop()))
  await server.close()
  const found = verdicts(done.history, log, true)
  for (const answer of [...new Set(done.history.strange)].slice(0, 3)) options.say(`  strange: ${answer}`)
  for (const { what, value } of found) if (value > 0) options.say(`  ${value}: ${what}`)
  const measured = rates(done)
  options.say(`  ${measured[0]?.value.toFixed(0)} commands/s`)
  return [...measured, ...found]
}
