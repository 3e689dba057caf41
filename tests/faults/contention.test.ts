import { afterAll, expect, test } from 'vitest'
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

test(
  '64 kiosks and 16 counters, commands doubled and sent again, the hub killed in between: nothing lost, nothing twice',
  async () => {
    const place = newPlace({ kiosks: 64, counters: 16 })
    const { seed, ticketsPerKiosk, kills } = sizes
    const report = await killedHall({ place, seed, ticketsPerKiosk, kills })
    const { hall, log, file } = report
    const unknown = new Set(hall.history.flatMap((each) => (each.kind === 'unknown' ? [each.commandId] : [])))
    keep('1-hall', {
      what: 'kill -9 in a hall of 64 kiosks and 16 counters (SQLite)',
      tried: oks(report),
      unit: 'granted commands',
      broken: findings(report.verdict),
      isControl: false,
      note: `${report.kills} kills, ${hall.doubled} sent twice, ${hall.resent} sent again, ${hall.overSocket} over sockets, ${unknown.size} once unknown, seed ${seed}`,
    })
    expect(report.verdict).toEqual({
      lost: [],
      duplicated: [],
      atTwoCounters: [],
      holdingTwo: [],
      repeated: [],
      unexpected: [],
      torn: [],
    })
    expect(isClean(report.verdictByDoor)).toBe(true)
    expect(file.integrity).toBe('ok')
    expect(file.brokenAt).toBeNull()
    expect(file.commandIds).toHaveLength(log.length)
    expect(hall.givenUp).toBe(0)
    // The run was as hard as it claims to be.
    expect(report.kills).toBe(kills + 1)
    expect(unknown.size).toBeGreaterThan(0)
    expect(hall.doubled).toBeGreaterThan(0)
    expect(log.filter(({ type }) => type === 'TicketIssued').length).toBeGreaterThanOrEqual(
      64 * ticketsPerKiosk - unknown.size,
    )
    place.remove()
  },
  longest,
)

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
