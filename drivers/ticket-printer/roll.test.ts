import { describe, expect, test } from 'vitest'
import { rollCounter } from './roll.ts'
import type { PrinterReading } from './types.ts'

const good: PrinterReading = {
  offline: false,
  coverOpen: false,
  paperEnd: false,
  nearEnd: false,
  cutter: false,
  unrecoverable: false,
  headHot: false,
}
const roll = (usedMm: number, lengthMm: number | null = 60_000) => {
  const kept: number[] = []
  const counter = rollCounter(
    { lengthMm, usedMm, nearEndMm: 3_000, onUsed: (mm) => kept.push(mm) },
    () => 120,
  )
  const see = (...readings: Partial<PrinterReading>[]) => {
    for (const reading of readings) counter.watch({ ...good, ...reading })
  }
  return { counter, kept, see }
}

describe('the forecast', () => {
  test('is by the usual length before any ticket, by the mean of those printed after', () => {
    const { counter } = roll(48_000)
    expect(counter.forecast()).toEqual({ usedMm: 48_000, leftMm: 12_000, ticketsLeft: 100 })
    counter.add(200)
    counter.add(100)
    expect(counter.forecast().ticketsLeft).toBe(78)
  })
  test('is unknown where nobody measured the roll', () => {
    expect(roll(5_000, null).counter.forecast()).toEqual({ usedMm: 5_000, leftMm: null, ticketsLeft: null })
  })
  test('is none, not less, on a roll longer than it was said to be', () => {
    expect(roll(70_000).counter.forecast()).toMatchObject({ leftMm: 0, ticketsLeft: 0 })
  })
})

describe('a new roll', () => {
  test('is seen when paper comes back after its end', () => {
    const { see, kept, counter } = roll(59_000)
    see({ paperEnd: true }, { paperEnd: true, coverOpen: true }, { coverOpen: true }, {})
    expect(kept).toEqual([0])
    expect(counter.nearEnd()).toBe(false)
  })
  test('is seen when the near end is gone after the cover was opened', () => {
    const { see, kept } = roll(57_500)
    see({ nearEnd: true }, { nearEnd: true, coverOpen: true }, { coverOpen: true }, {})
    expect(kept).toEqual([0])
  })
  test('is not seen when somebody only looked, or the sensor flickers', () => {
    const { see, kept } = roll(40_000)
    see(
      { coverOpen: true },
      {},
      { nearEnd: true },
      {},
      { nearEnd: true, coverOpen: true },
      { nearEnd: true },
      {},
    )
    expect(kept).toEqual([])
  })
})
