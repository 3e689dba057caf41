import { expect, test } from 'vitest'
import { waitingOrder } from './waiting_order.ts'

const service = (prefix: string, waiting: number) => ({
  serviceId: `service-${prefix}`,
  name: { zh: prefix, en: prefix },
  prefix,
  waiting,
  estimate: { p50Minutes: 0, p80Minutes: 0 },
})

test('most waiting first, then by letter; nobody waiting apart', () => {
  const { busy, free } = waitingOrder([service('C', 2), service('A', 0), service('B', 5), service('D', 2)])
  expect(busy.map((each) => each.prefix)).toEqual(['B', 'C', 'D'])
  expect(free.map((each) => each.prefix)).toEqual(['A'])
})

test('rows stand closer as more services are wanted', () => {
  const many = (count: number) => Array.from({ length: count }, (_, n) => service(`${n}`, 1))
  expect([0, 4, 5, 7, 8, 13].map((count) => waitingOrder(many(count)).density)).toEqual([
    'roomy',
    'roomy',
    'usual',
    'usual',
    'dense',
    'dense',
  ])
})
