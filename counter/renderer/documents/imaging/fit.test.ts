import { expect, test } from 'vitest'
import { fitted, type Step, steps } from './fit.ts'

const weigh = (made: readonly number[]) => made.reduce((sum, bytes) => sum + bytes, 0)
const make = async (bytes: number, { quality, scale }: Step) => Math.round(bytes * quality * scale * scale)

test('pages that fit keep their quality; together too heavy, all step down alike', async () => {
  expect(await fitted([100, 100], make, weigh, 1_000)).toEqual([86, 86])
  const smaller = await fitted([100, 900], make, weigh, 700)
  expect(smaller).toEqual([60, 540])
})

test('each step is lighter than the one before; what never fits is told', async () => {
  const weights = await Promise.all(steps.map((step) => make(10_000, step)))
  expect(weights).toEqual([...weights].sort((a, b) => b - a))
  expect(await fitted([1e9], make, weigh, 5)).toBeNull()
})
