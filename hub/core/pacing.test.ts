import { expect, test } from 'vitest'
import { pacing } from './pacing.ts'

/** A pacing after one commit of so many commands that took so long; the stopwatch counts 1 ms at each look. */
async function after(commands: number, milliseconds: number) {
  let now = 0
  const pace = pacing(() => now++)
  await pace.timed(commands, async () => {
    now += milliseconds - 1
  })
  return pace
}

test('a disk is slow by what it takes for each command of a batch', async () => {
  expect((await after(1, 2)).isDiskSlow()).toBe(true)
  expect((await after(64, 2)).isDiskSlow()).toBe(false)
  expect((await after(64, 10)).isDiskSlow()).toBe(true)
})

test('gathering ends as soon as enough have come', async () => {
  const pace = await after(4, 1_000)
  let looks = 0
  await pace.gather(() => ++looks === 3)
  expect(looks).toBe(3)
})

test('gathering ends after a quarter of the last commit though nobody comes', async () => {
  const pace = await after(4, 40)
  let looks = 0
  await pace.gather(() => {
    looks += 1
    return false
  })
  expect(looks).toBe(10)
})

test('a commit that fails leaves the pace as it was and is thrown on', async () => {
  const pace = await after(1, 2)
  await expect(pace.timed(64, () => Promise.reject(new Error('disk full')))).rejects.toThrow('disk full')
  expect(pace.isDiskSlow()).toBe(true)
})
