import { afterEach, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { samFrameLength } from '../framing/sam_frame.ts'
import { hidTransport } from '../transport/hid.ts'
import { memoryHid } from '../transport/memory_hid.ts'
import type { NodeHid } from '../transport/node_hid.ts'
import { openIdCardReader } from './driver.ts'
import { people } from './people.fixture.ts'
import { hidSamTransport } from './sam_hid.ts'
import { simulateIdCardReader } from './simulator.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

function bench(polled: boolean) {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const device = memoryHid(samFrameLength, polled)
  const reader = simulateIdCardReader(device, clock)
  const told: string[] = []
  const driver = openIdCardReader({
    transport: hidTransport({ port: device.port, clock, messageLength: samFrameLength }),
    clock,
    baudRate: 115_200,
    onCard: (person) => told.push(`card ${person.name}`),
    onCardLifted: () => told.push('lifted'),
    onStatus: ({ state }) => told.push(state),
  })
  closing.push(driver.close)
  const run = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 5) {
      clock.advance(5)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  return { device, reader, told, driver, run }
}

test.each([
  ['sends its reports', false],
  ['is asked for its reports', true],
])('a card is read from a HID reader that %s', async (_, polled) => {
  const { device, reader, told, run } = bench(polled)
  device.setPadding((at) => (at * 37) & 0xff)
  await run(500)
  reader.placeCard(people.mainland)
  await run(3_000)
  reader.liftCard()
  await run(3_000)
  expect(told).toEqual(['ready', 'card 张三', 'lifted'])
})

test('a lost report costs one try; an unplugged reader counts as lifted and is found again', async () => {
  const { device, reader, told, driver, run } = bench(false)
  await run(500)
  reader.placeCard(people.mainland)
  device.loseReport(0)
  await run(6_000)
  expect(told).toEqual(['ready', 'card 张三'])
  device.unplug()
  await run(1_000)
  reader.liftCard()
  device.plugIn()
  await run(4_000)
  reader.placeCard(people.hmt)
  await run(3_000)
  expect(told).toEqual(['ready', 'card 张三', 'lifted', 'absent', 'connecting', 'ready', 'card 陈示例'])
  expect(driver.status().counters.reconnects).toBe(1)
})

test.each(['plain', 'control'] as const)('over node-hid by the way %s, a card is read', async (reports) => {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const device = memoryHid(samFrameLength, reports === 'control')
  const reader = simulateIdCardReader(device, clock)
  const told: string[] = []
  const asked: number[][] = []
  /** The package over the device in memory. */
  const load = async (): Promise<NodeHid> => ({
    HIDAsync: {
      async open(...ids) {
        asked.push(ids)
        let receive: (report: Uint8Array) => void = () => undefined
        const opened = await device.port.open({
          onReport: (report) => receive(report),
          onClosed: () => undefined,
        })
        if (!opened.ok) throw new Error(opened.error)
        const { write, poll, close } = opened.value
        const send = async (values: number[]) => Number(await write(Uint8Array.from(values.slice(1))))
        return {
          on(event: string, listener: (given: never) => void) {
            if (event === 'data') receive = listener as (given: unknown) => void
          },
          write: send,
          sendFeatureReport: send,
          getFeatureReport: async () => Uint8Array.of(0, ...((await poll?.()) ?? [])),
          close,
        }
      },
    },
  })
  const driver = openIdCardReader({
    transport: hidSamTransport({ ids: '0400:C35A', reports }, clock, load),
    clock,
    baudRate: 115_200,
    onCard: (person) => told.push(`card ${person.name}`),
    onCardLifted: () => told.push('lifted'),
    onStatus: ({ state }) => told.push(state),
  })
  closing.push(driver.close)
  for (let passed = 0; passed < 4_000; passed += 5) {
    if (passed === 500) reader.placeCard(people.mainland)
    clock.advance(5)
    await new Promise((resolve) => setImmediate(resolve))
  }
  expect(asked).toEqual([[0x0400, 0xc35a]])
  expect(told).toEqual(['ready', 'card 张三'])
})
