import { expect, test } from 'vitest'
import type { Plant } from './support/broken.ts'
import { manySchedules, sizes } from './support/many.ts'
import { names } from './support/remains.ts'

/** What each broken program is found under. */
const foundUnder: readonly { readonly plant: Plant; readonly under: readonly string[] }[] = [
  { plant: 'kiosks take numbers from each other’s leases', under: [names.leases] },
  { plant: 'kiosks take the next day’s numbers for this day’s', under: [names.leases] },
  { plant: 'steps are merged without their ids', under: [names.steps, names.once] },
  { plant: 'the city takes a repeated message for a new one', under: [names.city] },
  { plant: 'the hub answers before the commit', under: [names.present, names.steps] },
  { plant: 'the mirror passes over events', under: [names.alike] },
  { plant: 'a merge is answered before it is done', under: [names.steps] },
  { plant: 'papers are printed before the number is kept', under: [names.present] },
  { plant: 'a rating counts as often as it comes', under: [names.ratings] },
  { plant: 'a rating is answered and not kept', under: [names.ratings] },
  { plant: 'a reprint counts as often as it comes', under: [names.reprints] },
  { plant: 'a reprint is answered and not kept', under: [names.reprints] },
  { plant: 'a booking is checked in as often as somebody comes', under: [names.bookings] },
  { plant: 'a transfer is answered and not kept', under: [names.present] },
  { plant: 'opening, closing and pausing are answered and not kept', under: [names.doors] },
]
const enough = 1_500
const short = 9

test.each(foundUnder)(
  'found out, and shrunk to a few steps: $plant',
  { timeout: 300_000 },
  async ({ plant, under }) => {
    const { tally, found } = await manySchedules(enough, sizes.seed, plant)
    console.log(
      `${plant}: ${tally.schedules} played, ${found?.sentence} by ${JSON.stringify(found?.schedule.steps)}`,
    )
    expect(under.filter((name) => found?.sentence.includes(name))).toHaveLength(1)
    expect(found?.schedule.steps.length).toBeLessThanOrEqual(short)
  },
)
