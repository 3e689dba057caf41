import { afterEach, describe, expect, test } from 'vitest'
import { assert, simulatedClock } from '#basics'
import { fromHex, toHex } from '../framing/bytes.ts'
import { passing } from '../line/line.fixture.ts'
import { readTemplate } from '../template/index.ts'
import { memoryCable } from '../transport/memory.ts'
import { openSignLine } from './driver.ts'
import { templateSigns } from './template_signs.ts'
import type { SignLine } from './types.ts'

const shipped = (name: string) => {
  const template = readTemplate(new URL(`../../resources/devices/${name}.json`, import.meta.url))
  assert(template.ok, template.ok ? '' : template.error)
  return templateSigns(template.value)
}
let line: SignLine | null = null
afterEach(async () => {
  await line?.close()
  line = null
})

/** A line of signs of a template's make; `answer` is what the device's end says to each frame. */
function withSigns(name: string, answer: (frame: Uint8Array) => Uint8Array | null) {
  const clock = simulatedClock(0)
  const cable = memoryCable()
  const sent: string[] = []
  cable.onBytes((bytes) => {
    sent.push(name === 'ascii_controller' ? Buffer.from(bytes).toString('latin1') : toHex(bytes))
    const said = answer(bytes)
    if (said !== null) cable.send(said)
  })
  const states: string[] = []
  const protocol = shipped(name)
  const opened = openSignLine({
    transport: cable.transport,
    clock,
    addresses: [5],
    protocol,
    baudRate: 9_600,
    onStatus: (_, { state, reason }) => states.push(reason ?? state),
  })
  line = opened
  return { line: opened, sent, states, pass: passing(clock) }
}

describe('signs that speak a template', () => {
  test('a board of figures shows the figures of the number', async () => {
    const { line, sent, states, pass } = withSigns('kanban', () => null)
    await pass(100)
    line.show(5, '请A999号')
    await pass(100)
    expect([sent, states]).toEqual([['0503E7EF'], ['ready']])
  })
  test('a controller of calls is told calls, pauses and welcomes', async () => {
    const { line, sent, pass } = withSigns('ascii_controller', () => null)
    for (const text of ['请A012号', '暂停服务', '欢迎光临']) {
      line.show(5, text)
      await pass(100)
    }
    expect(sent).toEqual(['D234005A01205P', 'D2340050000000E', 'D2340050000000L'])
    expect([line.orderAll('clear'), await line.order(5, 'clear')]).toEqual([false, 'unknown'])
  })
  test('a sign that answers is waited for; its refusal and its silence are told apart', async () => {
    let answer: Uint8Array | null = fromHex('AA55050106E0530D')
    const { line, states, pass } = withSigns('dory_example', () => answer)
    await pass(500)
    expect(states).toEqual(['ready'])
    answer = fromHex('AA5505021503EFB90D')
    line.show(5, '请A001号')
    await pass(1_000)
    answer = null
    line.show(5, '请A002号')
    await pass(2_000)
    expect(states).toEqual(['ready', 'nack', 'no-answer'])
  })
})
