import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Actor } from '../commands.ts'
import { decide } from '../decide.ts'
import type { DomainEvent } from '../events.ts'
import { evolve } from '../evolve.ts'
import { type Hall, issuing, openHall, system, take } from '../hall.fixture.ts'
import { isNextDayLeased } from '../leases.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'
import type { CentreState } from '../state.ts'
import { rollOver } from './day.ts'

const day = 24 * 3_600_000
const kiosk = (each: number): Actor => ({
  kind: 'device',
  deviceId: `kiosk-${each}`,
  role: 'kiosk',
  counterId: null,
})

type Turn = {
  readonly who: 'hub' | 'lease' | 'home' | 'away' | 'night' | 'hub wakes'
  readonly kiosk: number
}
const turns = fc.array(
  fc.record({
    who: fc.constantFrom<Turn['who']>('hub', 'lease', 'lease', 'home', 'away', 'away', 'night', 'hub wakes'),
    kiosk: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 60, size: 'max' },
)

function apply(state: CentreState, events: readonly DomainEvent[], now: number): void {
  for (const each of events) {
    const stamp = { revision: state.revision + 1, at: new Date(now).toISOString() }
    evolve(state, { ...each, ...stamp, prevHash: '', hash: '' })
  }
}

function giveAlone(mirror: CentreState, each: number, freshId: string, now: number): string | null {
  const context = {
    ...{ now, freshId, actor: kiosk(each) },
    estimate: () => ({ p50Minutes: 0, p80Minutes: 0 }),
    leased: { deviceId: `kiosk-${each}`, given: new Set<string>() },
  }
  const decision = decide(mirror, { ...issuing(), channel: 'kiosk' }, context)
  if (!decision.ok) return null
  apply(mirror, decision.value, now)
  const [issued] = decision.value
  return issued?.type === 'TicketIssued' ? `${mirror.businessDay} ${issued.data.number}` : null
}

/** The mirror as the hub has it, with what its own kiosk gave on the same day. */
function caughtUp(hall: Hall, mirror: CentreState, each: number): CentreState {
  const fresh = fromSnapshot(toSnapshot(hall.state))
  if (fresh.businessDay !== mirror.businessDay) return fresh
  for (const ticket of mirror.live.values())
    if (ticket.id.startsWith(`kiosk-${each}`) && !fresh.live.has(ticket.id)) fresh.live.set(ticket.id, ticket)
  return fresh
}

/** Every number with its day, over nights the hub sleeps through; `forgets`: it does not know then what it leased ahead. */
function given(story: readonly Turn[], forgets: boolean): string[] {
  const hall = openHall([], { leaseSize: 3, leaseLow: 2, hours: 'always' })
  const mirrors = new Map([1, 2, 3].map((each) => [each, fromSnapshot(toSnapshot(hall.state))]))
  const numbers: string[] = []
  // A hub that sleeps over midnight opens its day when it wakes; nobody is caught up before that.
  let awake = true
  for (const [turn, { who, kiosk: each }] of story.entries()) {
    const mirror = mirrors.get(each)
    if (mirror === undefined) continue
    if (who === 'night') {
      hall.now += day
      awake = false
    }
    if (who === 'hub wakes') {
      awake = hall.run({ type: 'tick' }, system).ok
      if (forgets) hall.state.leases = []
    }
    if (who === 'hub' && awake) numbers.push(`${hall.state.businessDay} ${take(hall).number}`)
    if (who === 'lease' && awake) hall.run({ type: 'lease-numbers' }, kiosk(each))
    // What was leased comes with the log.
    if ((who === 'lease' || who === 'home') && awake) mirrors.set(each, caughtUp(hall, mirror, each))
    if (who !== 'away') continue
    if (isNextDayLeased(mirror, hall.now)) apply(mirror, rollOver(mirror, hall.now), hall.now)
    const number = giveAlone(mirror, each, `kiosk-${each}-${turn}`, hall.now)
    if (number !== null) numbers.push(number)
  }
  return numbers
}

test('no number is given twice on a day, whatever nights the hub sleeps through', () => {
  let alone = 0
  fc.assert(
    fc.property(turns, (story) => {
      const numbers = given(story, false)
      alone += numbers.filter((each) => !each.startsWith('2026-01-05')).length
      expect(new Set(numbers).size).toBe(numbers.length)
    }),
    { seed: 41, numRuns: 500 },
  )
  expect(alone).toBeGreaterThan(100)
})

test('a hub that forgets at night what it leased ahead has a number given twice (negative control)', () => {
  const broken = fc.check(
    fc.property(turns, (story) => {
      const numbers = given(story, true)
      return new Set(numbers).size === numbers.length
    }),
    { seed: 41, numRuns: 2_000 },
  )
  expect(broken.failed).toBe(true)
})
