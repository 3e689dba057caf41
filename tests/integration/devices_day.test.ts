import { expect, test } from 'vitest'
import { type DayPlan, visitorsOf } from '#domain'
import type { Transport } from '#drivers'
import { withCentre } from '#testing'
import { seeded } from '../faults/support/random.ts'
import { misfortune } from './support/day_faults.ts'
import { openHall, type PrinterWire } from './support/day_hall.ts'
import { judge } from './support/day_judge.ts'
import { clerk, type DayRecord, visitors, watchSigns } from './support/day_people.ts'
import { dayTime } from './support/day_time.ts'

/** `DAY_SEEDS=1,2,3` runs other days; each is printed with what happened on it. */
const seeds = (process.env.DAY_SEEDS ?? '7,20261123').split(',').map(Number)

const planFor = (seed: number, startsAt: number): DayPlan => ({
  seed,
  startsAt,
  perQuarter: [32, 36],
  services: [
    { serviceId: 'LC', share: 2, meanMinutes: 0.7, variation: 0.5 },
    { serviceId: 'LA', share: 1, meanMinutes: 0.9, variation: 0.5 },
  ],
  noShowShare: 0.1,
  priorities: {},
  wayMinutes: 0.3,
})

const asItIs: PrinterWire = (transport) => transport

/** Sends a ticket again that was not proved within nine seconds: what no driver may do. */
const blindResend =
  (after: (ms: number, action: () => void) => unknown): PrinterWire =>
  (inner): Transport => ({
    name: inner.name,
    async open(handlers) {
      let proved = false
      const opened = await inner.open({
        ...handlers,
        onData(bytes) {
          if (bytes[0] === 0x37 && bytes[1] === 0x22) proved = true
          handlers.onData(bytes)
        },
      })
      if (!opened.ok) return opened
      const link = opened.value
      return {
        ok: true,
        value: {
          close: link.close,
          async write(bytes) {
            if (bytes[0] === 0x1b && bytes[1] === 0x40) {
              proved = false
              after(9_000, () => !proved && void link.write(bytes))
            }
            return link.write(bytes)
          },
        },
      }
    },
  })

async function liveDay(seed: number, wireOf: (centre: Parameters<typeof dayTime>[0]) => PrinterWire) {
  return withCentre({ store: 'memory' }, async (centre) => {
    const time = dayTime(centre.clock)
    const hall = await openHall(centre, wireOf(centre.clock))
    const record: DayRecord = { pressed: [], refused: [], findings: [], visitorOf: new Map() }
    const guide = await centre.staff('li')
    const staff = [await centre.staff('zhao'), await centre.staff('qian')] as const
    await time.run([time.until(hall.isLive, 10_000)])

    const coming = visitorsOf(planFor(seed, time.now() + 20_000))
    const visit = visitors(hall, time, centre, guide, record)
    let left = coming.length
    let working = 2
    const isOver = () => left === 0
    const isClosed = () => working === 0
    const people = coming.map((visitor, n) => visit(n, visitor).finally(() => (left -= 1)))
    const clerks = staff.map((caller, at) =>
      clerk(String(at + 1), hall, time, centre, caller, record, isOver).finally(() => (working -= 1)),
    )
    const signs = watchSigns(hall, time, centre, record, isClosed)
    const faults = misfortune(hall, time, seeded(seed), () => !isOver())
    await time.run([...people, ...clerks, signs, faults])
    // What waits for paper, proof or an answer settles.
    await time.run([time.sleep(60_000)])
    const found = await judge(centre, hall, record)
    const papers = hall.printer.tickets().length
    await hall.close()
    return { found, visitors: coming.length, record, papers, faults: await faults, calls: await signs }
  })
}

test.each(seeds)(
  'day %d: whatever the devices do, every number, paper and call is accounted for',
  async (seed) => {
    const day = await liveDay(seed, () => asItIs)
    const { pressed, refused } = day.record
    process.stdout.write(
      `day ${seed}: ${day.visitors} visitors, ${pressed.length} numbers, ${refused.length} refused, ${day.papers} papers, ${day.calls} calls, ${day.faults.length} faults\n`,
    )
    expect(day.visitors).toBeGreaterThan(45)
    expect(pressed.length + refused.length).toBe(day.visitors)
    expect(day.faults.length).toBeGreaterThan(20)
    expect(day.calls).toBeGreaterThan(30)
    expect(day.found).toEqual([])
  },
)

test('control: a printer’s line that sends again what was not proved is found out', async () => {
  const found: string[] = []
  for (const seed of seeds) {
    const day = await liveDay(seed, (clock) => blindResend((ms, action) => clock.after(ms, action)))
    found.push(...day.found)
  }
  expect(found.join('\n')).toMatch(/without the mark/)
})
