import { expect, test } from 'vitest'
import { simulatedClock, sleep, systemClock } from './clock.ts'

test('time stands still until it is moved', () => {
  const clock = simulatedClock(1_000)
  expect(clock.now()).toBe(1_000)
  clock.advance(250)
  expect(clock.now()).toBe(1_250)
})

test('timers run in order of their time, each at its own moment', () => {
  const clock = simulatedClock(0)
  const ran: string[] = []
  const note = (name: string) => () => void ran.push(`${name}@${clock.now()}`)
  clock.after(30, note('c'))
  clock.after(10, note('a'))
  clock.after(10, note('b'))
  clock.advance(20)
  expect(ran).toEqual(['a@10', 'b@10'])
  clock.advance(10)
  expect(ran).toEqual(['a@10', 'b@10', 'c@30'])
})

test('a timer set by a timer runs within the same move', () => {
  const clock = simulatedClock(0)
  const ran: number[] = []
  clock.after(5, () => clock.after(5, () => void ran.push(clock.now())))
  clock.advance(10)
  expect(ran).toEqual([10])
})

test('every runs until cancelled, also by itself', () => {
  const clock = simulatedClock(0)
  let count = 0
  const timer = clock.every(10, () => {
    count += 1
    if (count === 3) timer.cancel()
  })
  clock.advance(100)
  expect(count).toBe(3)
})

test('a cancelled timer does not run; one of no time at all does not stop the clock', () => {
  const clock = simulatedClock(0)
  const ran: string[] = []
  clock.after(1, () => ran.push('cancelled')).cancel()
  clock.after(-5, () => ran.push('late'))
  clock.every(0, () => ran.push('every'))
  clock.advance(2)
  expect(ran).toEqual(['late', 'every', 'every'])
})

test('a jump moves the wall clock and no timer', () => {
  const clock = simulatedClock(10_000)
  let at = 0
  clock.after(10, () => {
    at = clock.now()
  })
  clock.jumpTo(500)
  expect([clock.now(), at]).toEqual([500, 0])
  clock.advance(10)
  expect(at).toBe(510)
})

test('sleep ends when its time has come', async () => {
  const clock = simulatedClock(0)
  let woke = false
  const sleeping = sleep(clock, 5).then(() => {
    woke = true
  })
  clock.advance(4)
  await Promise.resolve()
  expect(woke).toBe(false)
  clock.advance(1)
  await sleeping
  expect(woke).toBe(true)
})

test('the machine’s own clock runs what is due and not what is cancelled', async () => {
  const clock = systemClock()
  const ran: string[] = []
  clock.after(0, () => ran.push('cancelled')).cancel()
  await sleep(clock, 1)
  await new Promise<void>((resolve) => {
    const timer = clock.every(1, () => {
      timer.cancel()
      resolve()
    })
  })
  expect(ran).toEqual([])
  expect(clock.now()).toBeGreaterThan(0)
})
