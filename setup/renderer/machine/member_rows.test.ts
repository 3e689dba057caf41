import { expect, test } from 'vitest'
import { knownSigns, nextMember } from './member_rows.tsx'

const counter = (id: string, signAddress: number | null) => ({
  id,
  name: { zh: `${id}号窗口`, en: `Counter ${id}` },
  signAddress,
  zone: 'A',
})
const counters = [counter('1', 4), counter('2', null), counter('3', 2)]

test('a line starts with the signs the hub knows', () => {
  expect(knownSigns(counters)).toEqual([
    { counterId: '1', address: 4 },
    { counterId: '3', address: 2 },
  ])
})

test('a further sign takes the first counter without one and an address nobody has', () => {
  expect(nextMember(counters, knownSigns(counters))).toEqual({ counterId: '2', address: 5 })
  expect(nextMember(counters, [])).toEqual({ counterId: '1', address: 1 })
  expect(nextMember([counter('1', 4)], [{ counterId: '1', address: 9 }])).toBeNull()
})
