import fc from 'fast-check'
import { expect } from 'vitest'
import type { KeptRecord } from './agent_node.ts'
import type { Plant } from './broken.ts'
import { layWires, openWorkshop, type Workshop } from './hall.ts'
import { judge } from './judge.ts'
import { play } from './play.ts'
import { type Schedule, schedules } from './schedule.ts'

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)

/** How much is tried: every run, or as the environment says. */
export const sizes = {
  runs: number('MODEL_RUNS', 10_000),
  seed: number('MODEL_SEED', 20_260_302),
  longest: number('MODEL_STEPS', 16),
}

/** So many files share the schedules, for as many cores. */
const parts = 4

/** What the schedules of a run did, to see that they are worth something. */
export interface Tally {
  schedules: number
  tickets: number
  papers: number
  stepsOffline: number
  conflicts: number
  ratings: number
  checkedIn: number
  nights: number
  messages: number
  hours: number
}

const emptyTally = (): Tally => ({
  ...{ schedules: 0, tickets: 0, papers: 0, stepsOffline: 0, conflicts: 0 },
  ...{ ratings: 0, checkedIn: 0, nights: 0, messages: 0, hours: 0 },
})

const isCheckIn = ({ step }: KeptRecord) => step.did === 'issue' && step.bookingId !== undefined

async function tried(
  workshop: Workshop,
  schedule: Schedule,
  plant: Plant | null,
  tally: Tally,
): Promise<void> {
  const begun = await play(workshop, schedule, plant)
  const { hall } = begun
  const types = hall.done.flatMap((each) => each.types)
  tally.schedules += 1
  tally.tickets += types.filter((type) => type === 'TicketIssued').length
  tally.conflicts += types.filter((type) => type === 'ConflictNoted').length
  tally.ratings += types.filter((type) => type === 'RatingRecorded').length
  tally.nights += types.filter((type) => type === 'DayOpened').length > 2 ? 1 : 0
  tally.checkedIn += hall.agents.flatMap(({ kept }) => kept).filter(isCheckIn).length
  tally.papers += hall.agents.flatMap(({ papers }) => papers).length
  tally.stepsOffline += hall.agents.flatMap(({ kept }) => kept).length
  tally.messages += hall.network.carried
  tally.hours += (hall.clock.now() - hall.begunAt) / 3_600_000
  await judge(begun, workshop)
}

/** What was found, and the shortest schedule that shows it. */
export interface Found {
  readonly sentence: string
  readonly schedule: Schedule
  readonly shrinks: number
}

/** Plays so many schedules; null when every promise was kept. */
export async function manySchedules(runs: number, seed: number, plant: Plant | null) {
  const takeWires = layWires()
  const workshop = await openWorkshop()
  const tally = emptyTally()
  try {
    const property = fc.asyncProperty(schedules(sizes.longest), (schedule) =>
      tried(workshop, schedule, plant, tally),
    )
    const result = await fc.check(property, { seed, numRuns: runs })
    const [schedule] = result.counterexample ?? []
    const found: Found | null =
      schedule === undefined
        ? null
        : { sentence: String(result.errorInstance), schedule, shrinks: result.numShrinks }
    return { tally, found }
  } finally {
    await workshop.close()
    takeWires()
  }
}

/** One file's share of the schedules. */
export async function shareOf(part: number): Promise<void> {
  const seed = sizes.seed + part
  const { tally, found } = await manySchedules(Math.ceil(sizes.runs / parts), seed, null)
  console.log(`schedules with seed ${seed}: ${JSON.stringify(tally)}`)
  if (found !== null)
    throw new Error(`${found.sentence}\nseed ${seed}, shrunk to ${JSON.stringify(found.schedule)}`)
  // Schedules in which nothing happens without the hub would prove nothing.
  if (tally.schedules < 500) return
  expect(tally.stepsOffline).toBeGreaterThan(tally.schedules / 10)
  expect(tally.conflicts).toBeGreaterThan(tally.schedules / 100)
}
