import { afterAll, expect, test } from 'vitest'
import { type Cables, layCables } from './support/cables.ts'
import { check } from './support/checker.ts'
import { isClean } from './support/history.ts'
import { endPrograms } from './support/hub_program.ts'
import { cabled, partitionHall } from './support/partition.ts'
import { longest, sizes } from './support/random.ts'
import { keep } from './support/table.ts'

const cables: Cables | null = layCables(cabled.length)
if (cables === null)
  console.log('network namespaces and nftables are not allowed here: no cable was cut in the network')

afterAll(() => {
  endPrograms()
  cables?.remove()
})

const stepsEach = 14

test.skipIf(cables === null)(
  'cables cut, one way or both, or losing a fifth of all packets; programs killed: nothing lost, nothing twice',
  { timeout: Math.max(longest, 300_000) },
  async () => {
    const hall = await partitionHall(cables as Cables)
    const { report } = hall
    let wrong: readonly string[] = []
    for (let schedule = 0; schedule < sizes.schedules && wrong.length === 0; schedule += 1) {
      await hall.live(sizes.seed + schedule, stepsEach)
      const { log, strayed, conflicts } = await hall.atRest()
      const verdict = check(report.history, log)
      const faults = isClean(verdict) ? [] : [JSON.stringify(verdict)]
      wrong = [...faults, ...strayed.map((machine) => `${machine} sees another hall`)].map(
        (fault) => `schedule ${sizes.seed + schedule}: ${fault} (${conflicts} conflicts)`,
      )
    }
    const { presses, granted, offline, kills, weathers } = report
    keep('6-partitions', {
      what: 'cables cut, one way or both, 20 % loss, kill -9 of hub and agents',
      tried: granted,
      unit: 'granted numbers',
      broken: wrong.length,
      isControl: false,
      note: `${sizes.schedules} schedules, ${presses} presses, ${offline} given offline, ${weathers} changes of a cable, ${kills} kills`,
    })
    await hall.close()
    expect(wrong).toEqual([])
    expect(granted).toBeGreaterThan(0)
  },
)
