import { afterAll, describe, expect, test } from 'vitest'
import { startTestPostgres } from '#testing'
import { isClean, type Verdict } from './support/history.ts'
import { endPrograms } from './support/hub_program.ts'
import { type KilledHallReport, killedHall } from './support/killed_hall.ts'
import type { Mutant } from './support/mutants.ts'
import { newPlace } from './support/place.ts'
import { longest, sizes } from './support/random.ts'
import { keep } from './support/table.ts'

afterAll(endPrograms)

const findings = (verdict: Verdict) => Object.values(verdict).reduce((sum, found) => sum + found.length, 0)

const oks = ({ hall }: KilledHallReport) => hall.history.filter(({ kind }) => kind === 'ok').length

const postgres = await startTestPostgres()
afterAll(() => postgres?.close())

type Store = 'SQLite' | 'PostgreSQL' | 'two hubs on PostgreSQL'

async function expectKept(store: Store): Promise<void> {
  const database = store === 'SQLite' ? null : ((await postgres?.freshDatabase()) ?? null)
  const place = newPlace({ kiosks: 64, counters: 16 }, database)
  const { seed, kills } = sizes
  // The share of a run that PostgreSQL gets: every command there costs several round trips.
  const ticketsPerKiosk = store === 'SQLite' ? sizes.ticketsPerKiosk : Math.ceil(sizes.ticketsPerKiosk / 2)
  const hubs = store === 'two hubs on PostgreSQL' ? 2 : 1
  const report = await killedHall({ place, seed, ticketsPerKiosk, kills, hubs })
  const { hall, log, file } = report
  const unknown = new Set(hall.history.flatMap((each) => (each.kind === 'unknown' ? [each.commandId] : [])))
  keep(`1-hall-0-${store}`, {
    what: `kill -9 in a hall of 64 kiosks and 16 counters (${store})`,
    tried: oks(report),
    unit: 'granted commands',
    broken: findings(report.verdict) + report.unseen.length,
    isControl: false,
    note: `${report.kills} kills, ${hall.doubled} sent twice, ${hall.resent} sent again, ${hall.overSocket} over sockets, ${unknown.size} once unknown, seed ${seed}`,
  })
  expect(report.verdict).toEqual(nothingFound)
  expect(isClean(report.verdictByDoor)).toBe(true)
  expect(file.integrity).toBe('ok')
  expect(file.brokenAt).toBeNull()
  expect(file.commandIds).toHaveLength(log.length)
  expect(log.map(({ revision }) => revision)).toEqual(log.map((_, index) => index + 1))
  expect(hall.givenUp).toBe(0)
  expect(report.unseen).toEqual([])
  // The run was as hard as it claims to be.
  expect(report.kills).toBe(kills + 1)
  expect(unknown.size).toBeGreaterThan(0)
  expect(hall.doubled).toBeGreaterThan(0)
  expect(log.filter(({ type }) => type === 'TicketIssued').length).toBeGreaterThanOrEqual(
    64 * ticketsPerKiosk - unknown.size,
  )
  place.remove()
}

const nothingFound: Verdict = {
  lost: [],
  duplicated: [],
  atTwoCounters: [],
  holdingTwo: [],
  repeated: [],
  unexpected: [],
  torn: [],
}

describe('64 kiosks and 16 counters, commands doubled and sent again, a hub killed in between', () => {
  test('SQLite: nothing lost, nothing twice', () => expectKept('SQLite'), longest)

  test.skipIf(postgres === null)(
    'PostgreSQL: nothing lost, nothing twice',
    () => expectKept('PostgreSQL'),
    longest,
  )

  test.skipIf(postgres === null)(
    'two hubs on PostgreSQL, one killed: nothing lost, nothing twice, screens of the other go on',
    () => expectKept('two hubs on PostgreSQL'),
    longest,
  )
})

const controls: readonly [Mutant, string, readonly (keyof Verdict)[]][] = [
  ['acknowledge-first', 'answers before the commit', ['lost']],
  ['no-idempotency', 'forgets which commands were done', ['repeated', 'torn']],
  ['no-claim-guard', 'lets a ticket be called twice', ['atTwoCounters']],
]

test.each(controls)('%s: a hub that %s is found out', async (mutant, what, faults) => {
  const place = newPlace({ kiosks: 8, counters: 4 })
  const report = await killedHall({ place, seed: sizes.seed, ticketsPerKiosk: 10, kills: 1, mutant })
  keep(`1-hall-${mutant}`, {
    what: `control: the hub ${what}`,
    tried: oks(report),
    unit: 'granted commands',
    broken: findings(report.verdict),
    isControl: true,
    note: Object.entries(report.verdict)
      .filter(([, found]) => found.length > 0)
      .map(([fault, found]) => `${fault} ${found.length}`)
      .join(', '),
  })
  for (const fault of faults) expect(report.verdict[fault], fault).not.toEqual([])
  place.remove()
})
