import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Command } from '../commands.ts'
import { granted, guide, type Hall, minute, openHall, refusalOf, service, system } from '../hall.fixture.ts'
import { grantedAt } from './grants.ts'

const day = 1_440 * minute
const saving = (capacity: number, online: number, enabled = true): Command => ({
  type: 'save-service',
  service: service('consult', 'A', { enabled, booking: { slotMinutes: 60, capacity, online } }),
})
const tick = (hall: Hall) => granted(hall.run({ type: 'tick' }, system))

function grantedHall(capacity: number, online: number): { hall: Hall; slots: number[] } {
  const hall = openHall()
  granted(hall.run(saving(capacity, online), system))
  const event = tick(hall).find((each) => each.type === 'SlotsGranted')
  if (event?.type !== 'SlotsGranted') throw new Error('nothing was granted')
  return { hall, slots: event.data.slots.map(({ slotAt }) => slotAt) }
}

const online = (slotAt: number, id: string): Command => ({
  type: 'book',
  serviceId: 'consult',
  slotAt,
  personRef: null,
  agentRef: null,
  reservation: { id, code: 'AAAA1111' },
})

test('five days with hours are granted, from tomorrow, each once', () => {
  const { hall } = grantedHall(4, 3)
  const days = () =>
    new Set(Object.keys(hall.state.grants.get('consult') ?? {}).map((slot) => Math.floor(Number(slot) / day)))
  expect(days().size).toBe(5)
  expect(Math.min(...days())).toBe(Math.floor(hall.now / day) + 1)
  expect(tick(hall)).toEqual([])
  hall.now += day
  expect(tick(hall).filter(({ type }) => type === 'SlotsGranted')).toHaveLength(0)
  expect(tick(hall).filter(({ type }) => type === 'SlotsGranted')).toHaveLength(1)
  expect(days().size).toBe(6)
})

test('the city fills its places and no more, the centre the rest and no more', () => {
  const { hall, slots } = grantedHall(3, 2)
  const [slotAt = 0] = slots
  const here: Command = { type: 'book', serviceId: 'consult', slotAt, personRef: null, agentRef: null }
  granted(hall.run(here, guide))
  expect(refusalOf(hall.run(here, guide))).toBe('slot-full')
  granted(hall.run(online(slotAt, 'r1'), system))
  expect(granted(hall.run(online(slotAt, 'r1'), system))).toEqual([])
  granted(hall.run(online(slotAt, 'r2'), system))
  expect(refusalOf(hall.run(online(slotAt, 'r3'), system))).toBe('quota-used')
})

type Step =
  | { readonly do: 'sell' | 'here' | 'move' | 'cancel-online' | 'cancel-here'; readonly slot: number }
  | { readonly do: 'link' }
  | { readonly do: 'save'; readonly capacity: number; readonly online: number; readonly enabled: boolean }

const slot = fc.integer({ min: 0, max: 2 })
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('sell', 'here', 'move', 'cancel-online', 'cancel-here'), slot }),
    fc.constant({ do: 'link' as const }),
    fc.record({
      do: fc.constant('save' as const),
      capacity: fc.integer({ min: 1, max: 5 }),
      online: fc.integer({ min: 0, max: 5 }),
      enabled: fc.boolean(),
    }),
  ) as fc.Arbitrary<Step>,
  { maxLength: 60 },
)

/** A city that sells what it was granted, and is heard and hears only when the link is up. */
function play(story: readonly Step[], overSell: number): { admitted: boolean; within: boolean } {
  const { hall, slots } = grantedHall(4, 3)
  const unheard: Command[] = []
  /** The bookings that take the city's places, as far as it knows. */
  const sold = new Map<number, string[]>()
  const gone = new Set<string>()
  let [most, made, admitted, within] = [4, 0, true, true]
  const at = (slotAt: number) =>
    [...hall.state.bookings.values()].filter((each) => each.slotAt === slotAt && each.state === 'BOOKED')
  /** Everybody who will come at a time, whether the centre has heard of them or not. */
  const comingAt = (slotAt: number) =>
    [
      ...at(slotAt).map(({ id }) => id),
      ...(sold.get(slotAt) ?? []).filter((id) => !hall.state.bookings.has(id)),
    ].filter((id) => !gone.has(id))
  const link = () => {
    for (const [slotAt, each] of sold)
      sold.set(
        slotAt,
        each.filter((id) => (hall.state.bookings.get(id)?.slotAt ?? slotAt) === slotAt),
      )
    for (const command of unheard.splice(0)) {
      const { ok } = hall.run(command, system)
      if (command.type === 'book') admitted &&= ok
    }
  }
  const run = (step: Step) => {
    if (step.do === 'link') return link()
    if (step.do === 'save') {
      most = Math.max(most, step.capacity)
      granted(hall.run(saving(step.capacity, Math.min(step.online, step.capacity), step.enabled), system))
      tick(hall)
      return
    }
    const slotAt = slots[step.slot] ?? 0
    const theirs = sold.get(slotAt) ?? []
    const mine = at(slotAt).find(({ channel }) => channel !== 'city')
    if (step.do === 'sell' && theirs.length < grantedAt(hall.state, 'consult', slotAt) + overSell) {
      made += 1
      sold.set(slotAt, [...theirs, `r${made}`])
      unheard.push(online(slotAt, `r${made}`))
    }
    if (step.do === 'cancel-online' && theirs[0] !== undefined) {
      sold.set(slotAt, theirs.slice(1))
      gone.add(theirs[0])
      unheard.push({ type: 'cancel-booking', bookingId: theirs[0], reason: '' })
    }
    const to = slots[(step.slot + 1) % 3] ?? 0
    const [booking] = at(slotAt)
    if (step.do === 'move' && booking !== undefined)
      hall.run({ type: 'move-booking', bookingId: booking.id, slotAt: to }, guide)
    if (step.do === 'here')
      hall.run({ type: 'book', serviceId: 'consult', slotAt, personRef: null, agentRef: null }, guide)
    if (step.do === 'cancel-here' && mine !== undefined)
      granted(hall.run({ type: 'cancel-booking', bookingId: mine.id, reason: '' }, guide))
    for (const each of [slotAt, to]) within &&= comingAt(each).length <= most
  }
  for (const step of [...story, { do: 'link' } as const]) run(step)
  return { admitted, within }
}

test('however long the link is cut, no slot is overbooked and no booking of the city is turned away', () => {
  fc.assert(
    fc.property(steps, (story) => {
      expect(play(story, 0)).toEqual({ admitted: true, within: true })
    }),
    { numRuns: 300 },
  )
})

test('the judge finds a city that sells one place too many', () => {
  const story: Step[] = [...Array.from({ length: 4 }, () => ({ do: 'sell' as const, slot: 0 }))]
  expect(play(story, 1).admitted).toBe(false)
})

test('the judge finds a desk that moves a booking into a place of the city', () => {
  const story: Step[] = [
    { do: 'sell', slot: 0 },
    { do: 'link' },
    ...Array.from({ length: 3 }, () => ({ do: 'sell' as const, slot: 1 })),
    { do: 'here', slot: 1 },
    { do: 'move', slot: 0 },
  ]
  expect(play(story, 0)).toEqual({ admitted: true, within: true })
  // Without the place of the desk there is room for the move, and none beyond it.
  const crowded = story.map((step): Step => (step.do === 'here' ? { do: 'sell', slot: 1 } : step))
  expect(play(crowded, 1)).toEqual({ admitted: false, within: false })
})
