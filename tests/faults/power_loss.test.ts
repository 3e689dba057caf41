import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { endPrograms } from './support/hub_program.ts'
import { smallCentre } from './support/life.ts'
import type { Mutant } from './support/mutants.ts'
import { nearCheckpoint, type UsedPlace } from './support/near_checkpoint.ts'
import { type CutReport, cutPower, recordLife } from './support/power_life.ts'
import { longest, sizes } from './support/random.ts'
import { hasStrace } from './support/strace.ts'
import { keep } from './support/table.ts'

afterAll(endPrograms)

const note = ({ losing, corrupt, started, worst }: CutReport) =>
  `${losing} lose something acknowledged (at worst ${worst} commands), ${corrupt} damaged, the hub itself started in ${started}, seed ${sizes.seed}`

describe.skipIf(!hasStrace)('the power goes', () => {
  let used: UsedPlace
  let folder: string
  beforeAll(async () => {
    used = await nearCheckpoint(smallCentre)
    // States are opened in memory where there is such a place: their own syncs need not reach a disk.
    folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'civic-power-'))
  })
  afterAll(() => {
    used?.remove()
    if (folder !== undefined) rmSync(folder, { recursive: true, force: true })
  })

  const cut = async (share: number, starts: number, how: { from?: UsedPlace; mutant?: Mutant }) => {
    const life = await recordLife(how.from === undefined ? 4 : 2, how)
    // The counter's opening, then every command of the life, each answered once.
    expect(life.record.answers.at(-1)).toBe(life.report.sent.length + 1)
    const states = Math.round(sizes.states * share)
    const report = await cutPower(life, { states, seed: sizes.seed, starts, folder: join(folder, 'data') })
    life.remove()
    return report
  }

  test.each([
    ['first start', 0.9, 8],
    ['checkpoint', 0.1, 4],
  ] as const)(
    'anywhere in a life (%s): nothing acknowledged is lost, nothing damaged',
    async (start, share, starts) => {
      const report = await cut(share, starts, start === 'checkpoint' ? { from: used } : {})
      keep(`4-power-${start}`, {
        what: `power cut, ${start}, synchronous=FULL`,
        tried: report.states,
        unit: 'states',
        broken: report.wrong.length,
        isControl: false,
        note: note(report),
      })
      expect(report.wrong.slice(0, 10)).toEqual([])
      expect(report.started).toBeGreaterThan(0)
    },
    longest,
  )

  test.each([
    ['synchronous-normal', 'does not sync its commits', 'acknowledged commands are gone'],
    ['keys-not-synced', 'does not sync the name of its key file', 'the keys are gone'],
  ] as const)(
    '%s: a hub that %s is found out',
    async (mutant, what, fault) => {
      const report = await cut(0.2, 0, { mutant })
      const found = report.wrong.filter((each) => each.includes(fault))
      keep(`4-power-${mutant}`, {
        what: `control: the hub ${what}`,
        tried: report.states,
        unit: 'states',
        broken: found.length,
        isControl: true,
        note: note(report),
      })
      expect(found.length).toBeGreaterThan(0)
    },
    longest,
  )
})
