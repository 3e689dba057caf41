import { expect, test } from 'vitest'
import { present } from '#basics'
import { at, counter, granted, guide, next, openHall, service, staff, system, take } from '../hall.fixture.ts'
import type { CentreState } from '../state.ts'
import { type Leaving, leftBehind } from './left_behind.ts'
import { stranded } from './stranded.ts'

const left = (hall: { readonly state: CentreState; readonly now: number }, leaving: Leaving) =>
  leftBehind(hall.state, leaving, hall.now)

test('the last counter of those who wait is missed when it closes, pauses, or its person is put out of use', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall, { serviceId: 'aid' })
  take(hall, { serviceId: 'aid' })
  take(hall)
  const aid = [{ serviceId: 'aid', count: 2, canOpen: true }]
  // Consultations go on at c2, and at c1 nobody waits for mediation.
  expect(left(hall, { kind: 'close', counterId: 'c1' })).toEqual(aid)
  expect(left(hall, { kind: 'pause', counterId: 'c1' })).toEqual(aid)
  expect(left(hall, { kind: 'staff', staff: { ...staff('s1'), enabled: false } })).toEqual(aid)
  expect(left(hall, { kind: 'close', counterId: 'c2' })).toEqual([])
  expect(left(hall, { kind: 'staff', staff: staff('s1') })).toEqual([])
})

test('a profile that drops a service is missed by those who wait for it; who helps is enough', () => {
  const hall = openHall(['c1'])
  take(hall, { serviceId: 'aid' })
  const without: Leaving = { kind: 'counter', counter: counter('c1', ['consult'], 's1') }
  expect(left(hall, without)).toEqual([{ serviceId: 'aid', count: 1, canOpen: true }])
  granted(at(hall, 'r1', { type: 'open', staffId: null }))
  expect(left(hall, without)).toEqual([])
})

test('with no counter left that has the service it is said that none can open', () => {
  const hall = openHall(['c1'])
  granted(hall.run({ type: 'save-service', service: service('seal', 'D') }, system))
  const seals = counter('c1', ['consult', 'seal'], 's1')
  granted(hall.run({ type: 'save-counter', counter: seals }, system))
  take(hall, { serviceId: 'seal' })
  const dropped: Leaving = { kind: 'counter', counter: counter('c1', ['consult'], 's1') }
  const never = [{ serviceId: 'seal', count: 1, canOpen: false }]
  expect(left(hall, dropped)).toEqual(never)
  // Also while nobody is at work for it.
  granted(at(hall, 'c1', { type: 'close' }))
  expect(left(hall, dropped)).toEqual(never)
})

test('one that pauses leaves them to nobody else who pauses; a pause that closes is missed too', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall)
  granted(at(hall, 'c2', { type: 'pause', reason: 'break' }))
  expect(left(hall, { kind: 'pause', counterId: 'c1' })).toMatchObject([{ serviceId: 'consult', count: 1 }])
  granted(at(hall, 'c1', { type: 'pause', reason: 'break' }))
  expect(left(hall, { kind: 'close', counterId: 'c1' })).toEqual([])
  granted(at(hall, 'c1', { type: 'close' }))
  expect(left(hall, { kind: 'close', counterId: 'c2' })).toMatchObject([{ serviceId: 'consult' }])
})

test('set aside is in the hall as well; who has been missed, or is at a counter, is not left by it', () => {
  const hall = openHall(['c1'])
  take(hall)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'hold', scope: 'me', until: null, reason: '' }))
  expect(left(hall, { kind: 'close', counterId: 'c1' })).toMatchObject([{ count: 1 }])
  take(hall)
  granted(at(hall, 'c1', next))
  hall.now += 60_000
  granted(at(hall, 'c1', { type: 'absent' }))
  expect(left(hall, { kind: 'close', counterId: 'c1' })).toMatchObject([{ count: 1 }])
})

test('the only person who may still serve a number is missed by it', () => {
  const hall = openHall(['c1', 'c2'])
  const { id } = take(hall)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'recuse', reason: 'kin' }))
  expect(stranded(hall.state, hall.now)).toEqual([])
  expect(left(hall, { kind: 'close', counterId: 'c2' })).toMatchObject([{ serviceId: 'consult', count: 1 }])
  granted(at(hall, 'c2', { type: 'close' }))
  expect(stranded(hall.state, hall.now)).toMatchObject([{ id }])
})

test('a counter nobody has opened is missed by nobody', () => {
  const hall = openHall(['c1'])
  granted(hall.run({ type: 'walk-out', ticketId: take(hall).id }, guide))
  expect(left(hall, { kind: 'close', counterId: 'c1' })).toEqual([])
  take(hall, { serviceId: 'mediate' })
  const room = present(hall.state.counters.get('r1'), 'r1')
  expect(left(hall, { kind: 'counter', counter: { ...room, serviceIds: [] } })).toEqual([])
})
