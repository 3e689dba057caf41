import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { memoryCable } from '../transport/memory.ts'
import { statusLine } from './status_line.ts'
import { pass } from './test_bench.ts'

test('a status cut short does not swallow the answers after it, however late they come', async () => {
  const clock = simulatedClock(Date.UTC(2031, 2, 4, 1, 26))
  const cable = memoryCable()
  const line = statusLine(cable.transport, clock, 'real-time')
  const heard: string[] = []
  line.listen(({ kind }) => heard.push(kind))
  await pass(clock, 100)
  cable.send(Uint8Array.of(0x1c, 0x00))
  await pass(clock, 600)
  cable.send(Uint8Array.of(0x00))
  cable.send(Uint8Array.of(0x12))
  await pass(clock, 20)
  expect(heard).toEqual(['up', 'paper', 'real-time'])
  expect(line.counters()).toMatchObject({ framesIn: 2, checksumErrors: 2 })
  await line.close()
})
