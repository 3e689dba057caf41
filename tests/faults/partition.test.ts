import { afterAll, expect, test } from 'vitest'
import { type Cables, layCables } from './support/cables.ts'
import { check } from './support/checker.ts'
import { isClean } from './support/history.ts'
import { endPrograms } from './support/hub_program.ts'
import { cabled, type PartitionReport, partitionHall } from './support/partition.ts'
import { longest, sizes } from './support/random.ts'
import { keep } from './support/table.ts'

const wanted = Math.max(1, Math.min(sizes.halls, sizes.schedules))
const laid = Array.from({ length: wanted }, (_, hall) => layCables(cabled.length, hall))
const cables = laid.filter((each): each is Cables => each !== null)
const isAllowed = cables.length === wanted
if (!isAllowed)
  console.log('network namespaces and nftables are not allowed here: no cable was cut in the network')

afterAll(() => {
  endPrograms()
  for (const each of cables) each.remove()
})

const stepsEach = 14

/** Lives schedules in one hall, one after the other, until there is none left or one was broken. */
async function liveThem(own: Cables, next: () => number | null) {
  const hall = await partitionHall(own)
  const { report } = hall
  let wrong: readonly string[] = []
  for (let seed = next(); seed !== null; seed = wrong.length === 0 ? next() : null) {
    await hall.live(seed, stepsEach)
    const { log, strayed, conflicts } = await hall.atRest()
    const verdict = check(report.history, log)
    const faults = isClean(verdict) ? [] : [JSON.stringify(verdict)]
    wrong = [...faults, ...strayed.map((machine) => `${machine} sees another hall`)].map(
      (fault) => `schedule ${seed}: ${fault} (${conflicts} conflicts)`,
    )
  }
  await hall.close()
  return { report, wrong }
}

test.skipIf(!isAllowed)(
  'cables cut, one way or both, or losing a fifth of all packets; programs killed: nothing lost, nothing twice',
  { timeout: Math.max(longest, 300_000) },
  async () => {
    let begun = 0
    const next = () => (begun < sizes.schedules ? sizes.seed + begun++ : null)
    const lived = await Promise.all(cables.map((own) => liveThem(own, next)))
    const wrong = lived.flatMap((each) => each.wrong)
    const sum = (of: (report: PartitionReport) => number) =>
      lived.reduce((total, { report }) => total + of(report), 0)
    const granted = sum((report) => report.granted)
    keep('6-partitions', {
      what: 'cables cut, one way or both, 20 % loss, kill -9 of hub and agents',
      tried: granted,
      unit: 'granted numbers',
      broken: wrong.length,
      isControl: false,
      note: `${begun} schedules, ${sum(({ presses }) => presses)} presses, ${sum(({ offline }) => offline)} given offline, ${sum(({ weathers }) => weathers)} changes of a cable, ${sum(({ kills }) => kills)} kills`,
    })
    expect(wrong).toEqual([])
    expect(granted).toBeGreaterThan(0)
  },
)
