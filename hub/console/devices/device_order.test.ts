import { expect, test } from 'vitest'
import type { DeviceLive } from '#domain'
import { byTrouble, readEnrolled } from './device_order.ts'

const device = (name: string, state: DeviceLive['state'], counterId: string | null = null): DeviceLive => ({
  deviceId: name,
  family: 'pad',
  name,
  counterId,
  state,
  reason: null,
  since: 0,
})

test('faults stand first', () => {
  const list = [
    device('b', 'ready', '1'),
    device('a', 'ready', '1'),
    device('c', 'absent'),
    device('d', 'faulted', '2'),
  ]
  expect(byTrouble(list).map((each) => each.name)).toEqual(['d', 'c', 'a', 'b'])
})

test('an enrolled machine is read, anything else is passed over', () => {
  const pad = { id: 'pad-1', role: 'pad', name: '评价屏', counterId: '1', paired: true, extra: 1 }
  expect(readEnrolled([pad, { id: 7 }, null])).toEqual([
    { id: 'pad-1', role: 'pad', name: '评价屏', counterId: '1', paired: true },
  ])
})
