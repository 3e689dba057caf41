import { afterEach, describe, expect, test } from 'vitest'
import { assert, simulatedClock } from '#basics'
import { passing } from '../line/line.fixture.ts'
import type { AnswerFault } from '../line/simulated_answers.ts'
import { deviceDelays, readTemplate } from '../template/index.ts'
import { memoryCable } from '../transport/memory.ts'
import { type Evaluator, openEvaluator } from './driver.ts'
import { simulateEvaluator } from './simulator.ts'

const read = readTemplate(new URL('../../resources/devices/evaluator_example.json', import.meta.url))
assert(read.ok, read.ok ? '' : read.error)
const template = read.value

let opened: Evaluator | null = null
afterEach(async () => {
  await opened?.close()
  opened = null
})

async function withEvaluator() {
  const clock = simulatedClock(1_700_000_000_000)
  const cable = memoryCable()
  const device = simulateEvaluator(cable, clock, 1)
  const marks: number[] = []
  const states: string[] = []
  const evaluator = openEvaluator({
    transport: cable.transport,
    clock,
    template,
    address: 1,
    onMark: (mark) => marks.push(mark),
    onStatus: ({ state }) => states.push(state),
  })
  opened = evaluator
  const pass = passing(clock)
  await pass(50)
  return { cable, device, marks, states, evaluator, pass }
}

describe('an evaluator', () => {
  test('asks aloud, takes the first key, lights it, goes dark', async () => {
    const { device, marks, evaluator, pass } = await withEvaluator()
    device.press(5)
    await pass(50)
    expect(marks).toEqual([])
    evaluator.ask()
    await pass(50)
    expect(device.snapshot()).toMatchObject({ asking: true, prompts: 1, litKey: null })
    device.press(2)
    device.press(5)
    await pass(50)
    expect([marks, device.snapshot().litKey]).toEqual([[4], 2])
    await pass(3_000)
    expect(device.snapshot()).toMatchObject({ asking: false, litKey: null })
  })
  test('keys 1 to 5 are marks 5 to 1, others nothing', async () => {
    const { device, marks, evaluator, pass } = await withEvaluator()
    for (const key of [1, 2, 3, 4, 5, 7]) {
      evaluator.ask()
      device.press(key)
      await pass(50)
    }
    expect(marks).toEqual([5, 4, 3, 2, 1])
  })
  test('a key that sticks rates nobody; let go and pressed it counts', async () => {
    const { device, marks, evaluator, pass } = await withEvaluator()
    const stuck = async (ms: number) => {
      for (let gone = 0; gone < ms; gone += 100) {
        device.press(1)
        await pass(100)
      }
    }
    await stuck(500)
    for (let visitor = 0; visitor < 3; visitor += 1) {
      evaluator.ask()
      await stuck(1_000)
    }
    expect(marks).toEqual([])
    await pass(500)
    device.press(1)
    await pass(50)
    expect(marks).toEqual([5])
  })
  test('rest: nothing counts any more', async () => {
    const { device, marks, evaluator, pass } = await withEvaluator()
    evaluator.ask()
    await pass(20)
    evaluator.rest()
    device.press(1)
    await pass(50)
    expect([marks, device.snapshot().asking]).toEqual([[], false])
  })
  test.each<[AnswerFault, number[]]>([
    ['noise', []],
    ['half-frame', []],
    ['wrong-checksum', []],
    ['wrong-address', []],
    ['silent', []],
    ['echo', [5]],
    ['dribble', [5]],
  ])('%s', async (fault, expected) => {
    const { device, marks, states, evaluator, pass } = await withEvaluator()
    evaluator.ask()
    await pass(50)
    device.fault(fault)
    device.press(1)
    await pass(500)
    expect(marks).toEqual(expected)
    device.fault(null)
    if (expected.length === 0) device.press(1)
    await pass(200)
    expect(marks).toEqual([5])
    expect(states).toEqual(['ready'])
  })
  test('one that answers no question is reported, and healed', async () => {
    const { device, states, evaluator, pass } = await withEvaluator()
    device.fault('silent')
    await pass(deviceDelays.ping * 4)
    expect([states.at(-1), evaluator.status().reason]).toEqual(['faulted', 'no-answer'])
    device.fault(null)
    await pass(deviceDelays.ping + 100)
    expect(states.at(-1)).toBe('ready')
  })
  test('a cable pulled while a visitor is asked: asked again when it is back', async () => {
    const { device, cable, marks, states, evaluator, pass } = await withEvaluator()
    evaluator.ask()
    await pass(50)
    cable.unplug()
    await pass(3_000)
    cable.plugIn()
    await pass(6_000)
    expect(states).toEqual(['ready', 'absent', 'connecting', 'ready'])
    expect(device.snapshot()).toMatchObject({ asking: true, prompts: 2 })
    device.press(3)
    await pass(50)
    expect(marks).toEqual([3])
  })
})
