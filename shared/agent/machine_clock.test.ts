import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { machineClock } from './machine_clock.ts'

test('time passes evenly while the clock is set, and goes on while the machine sleeps', () => {
  const clock = simulatedClock(0)
  let slept = 0
  const machine = machineClock(() => Math.floor(clock.elapsed() / 1_000) + slept, clock)
  const begun = machine.elapsed()
  clock.advance(1_500)
  clock.jumpTo(-1_000_000)
  expect(machine.elapsed() - begun).toBe(1_500)
  slept = 8 * 3_600
  clock.advance(500)
  expect(machine.elapsed() - begun).toBe(2_000 + slept * 1_000)
})
