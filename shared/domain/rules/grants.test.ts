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
  | { readonly do: 'sell' | 'here' | 'cancel-online' | 'cancel-here'; readonly slot: number }
  | { readonly do: 'link' }
  | { readonly do: 'save'; readonly capacity: number; readonly online: number; readonly enabled: boolean }

const slot = fc.integer({ min: 0, max: 2 })
const steps = fc.array(
  fc.oneof(
    fc.record({ do: fc.constantFrom('sell', 'here', 'cancel-online', 'cancel-here'), slot }),
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

/** A city that sells what it was granted, and is heard only when the link is up. */
function play(story: readonly Step[], overSell: number): { admitted: boolean; within: boolean } {
  const { hall, slots } = grantedHall(4, 3)
  const unheard: Command[] = []
  const sold = new Map<number, string[]>()
  const here = new Map<number, string[]>()
  let [most, made, admitted, within] = [4, 0, true, true]
  const run = (step: Step) => {
    if (step.do === 'link') {
      for (const command of unheard.splice(0)) admitted &&= hall.run(command, system).ok
      return
    }
    if (step.do === 'save') {
      most = Math.max(most, step.capacity)
      granted(hall.run(saving(step.capacity, Math.min(step.online, step.capacity), step.enabled), system))
      tick(hall)
      return
    }
    const slotAt = slots[step.slot] ?? 0
    const [mine, theirs] = [here.get(slotAt) ?? [], sold.get(slotAt) ?? []]
    if (step.do === 'sell' && theirs.length < grantedAt(hall.state, 'consult', slotAt) + overSell) {
      made += 1
      sold.set(slotAt, [...theirs, `r${made}`])
      unheard.push(online(slotAt, `r${made}`))
    }
    if (step.do === 'cancel-online' && theirs[0] !== undefined) {
      sold.set(slotAt, theirs.slice(1))
      unheard.push({ type: 'cancel-booking', bookingId: theirs[0], reason: '' })
    }
    if (step.do === 'here') {
      const command: Command = { type: 'book', serviceId: 'consult', slotAt, personRef: null, agentRef: null }
      const booked = hall.run(command, guide)
      const [event] = booked.ok ? booked.value : []
      if (event?.type === 'BookingMade') here.set(slotAt, [...mine, event.data.bookingId])
    }
    if (step.do === 'cancel-here' && mine[0] !== undefined) {
      here.set(slotAt, mine.slice(1))
      granted(hall.run({ type: 'cancel-booking', bookingId: mine[0], reason: '' }, guide))
    }
    const total = (here.get(slotAt)?.length ?? 0) + (sold.get(slotAt)?.length ?? 0)
    within &&= total <= most
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
