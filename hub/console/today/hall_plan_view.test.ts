import { expect, test } from 'vitest'
import { type CounterConfig, closedCounter, type DeviceLive, emptyCentre } from '#domain'
import { hallPlan } from './hall_plan_view.ts'

const counter = (id: string, part: Partial<CounterConfig> = {}): CounterConfig => ({
  id,
  kind: 'counter',
  name: { zh: `${id}号窗口`, en: `Counter ${id}` },
  serviceIds: [],
  zone: 'hall',
  signAddress: null,
  rosteredStaffId: null,
  enabled: true,
  ...part,
})

const device = (deviceId: string, family: string, counterId: string | null): DeviceLive => ({
  deviceId,
  family,
  name: deviceId,
  counterId,
  state: 'ready',
  reason: null,
  since: 0,
})

test('everything stands in its place', () => {
  const state = emptyCentre()
  for (const each of [counter('1'), counter('2', { enabled: false }), counter('R1', { kind: 'room' })])
    state.counters.set(each.id, each)
  state.counterLive.set('1', { ...closedCounter, staffId: 's1', paused: { reason: 'break', since: 0 } })
  for (const each of [
    device('a', 'counter-sign', '1'),
    device('b', 'id-card', null),
    device('c', 'announcer', null),
  ])
    state.devices.set(each.deviceId, each)
  state.waiting.set('LC', 3).set('LA', 2)
  const plan = hallPlan(state)
  expect(plan.counters.map(({ config, tone }) => [config.id, tone])).toEqual([
    ['1', 'paused'],
    ['2', 'disabled'],
  ])
  expect(plan.rooms.map(({ tone }) => tone)).toEqual(['closed'])
  expect(plan.counters[0]?.devices.map((each) => each.deviceId)).toEqual(['a'])
  expect(plan.kiosk.map((each) => each.deviceId)).toEqual(['b'])
  expect(plan.hall.map((each) => each.deviceId)).toEqual(['c'])
  expect(plan.waiting).toBe(5)
})
