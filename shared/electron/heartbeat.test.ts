import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { heartbeatDelays, watchHeartbeat } from './heartbeat.ts'

function watched(answers: () => boolean) {
  const clock = simulatedClock(0)
  let silences = 0
  const pulse = watchHeartbeat(
    clock,
    (beat) => {
      if (answers()) pulse.heard(beat)
    },
    () => {
      silences += 1
    },
  )
  return { clock, pulse, silences: () => silences }
}

test('a page that answers is left alone', () => {
  const { clock, silences } = watched(() => true)
  clock.advance(60_000)
  expect(silences()).toBe(0)
})

test('a page that falls silent is reported once, within the time a person would wait', () => {
  let alive = true
  const { clock, silences } = watched(() => alive)
  clock.advance(10_000)
  alive = false
  clock.advance(heartbeatDelays.silent)
  expect(silences()).toBe(0)
  clock.advance(2 * heartbeatDelays.every)
  expect(silences()).toBe(1)
  clock.advance(60_000)
  expect(silences()).toBe(1)
})

test('answers to beats never sent count for nothing', () => {
  const { clock, pulse, silences } = watched(() => false)
  const forged = clock.every(100, () => pulse.heard(1_000_000))
  clock.advance(10_000)
  forged.cancel()
  expect(silences()).toBe(1)
})

test('a wall clock that jumps is no silence', () => {
  const { clock, silences } = watched(() => true)
  clock.advance(5_000)
  clock.jumpTo(86_400_000)
  clock.advance(1_000)
  expect(silences()).toBe(0)
})
