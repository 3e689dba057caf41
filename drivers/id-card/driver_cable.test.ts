import { afterEach, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { memoryCable } from '../transport/memory.ts'
import { bench, closeBenches } from './bench.fixture.ts'
import { openIdCardReader } from './driver.ts'
import { people } from './people.fixture.ts'

afterEach(closeBenches)

test('pulled: absent and the card counts as lifted; put back: ready again', async () => {
  const { cable, reader, run, states, told, driver } = bench()
  reader.placeCard(people.mainland)
  await run(1_000)
  cable.unplug()
  expect(driver.status().counters.lastFault).toBe('cable pulled')
  await run(3_000)
  expect(told).toEqual(['card 张三', 'lifted 1'])
  reader.liftCard()
  cable.plugIn()
  await run(4_000)
  reader.placeCard(people.hmt)
  await run(1_000)
  expect(states()).toEqual(['ready', 'absent', 'connecting', 'ready'])
  expect(told).toEqual(['card 张三', 'lifted 1', 'card 陈示例'])
})

test('pulled in the middle of a read: nothing of that card is told', async () => {
  const { cable, reader, run, told, onAsked } = bench()
  reader.placeCard(people.mainland)
  onAsked((command) => {
    if (command === '30-3') cable.unplug()
  })
  await run(3_000)
  expect(told).toEqual([])
})

test('pulled the moment the last reply of a read has come: nothing of that card is told', async () => {
  const { cable, reader, run, told, onAnswered } = bench()
  reader.placeCard(people.mainland)
  onAnswered((command) => {
    if (command === '30-3') cable.unplug()
  })
  await run(3_000)
  expect(told).toEqual([])
})

test('never there: absent', async () => {
  const clock = simulatedClock(0)
  const cable = memoryCable()
  cable.unplug()
  const states: string[] = []
  const driver = openIdCardReader({
    transport: cable.transport,
    clock,
    baudRate: 115_200,
    onCard: () => undefined,
    onCardLifted: () => undefined,
    onStatus: ({ state }) => states.push(state),
  })
  await new Promise((resolve) => setImmediate(resolve))
  expect([states, driver.status().state]).toEqual([['absent'], 'absent'])
  await driver.close()
})

test('after close nothing is asked or told', async () => {
  const { reader, run, told, asked, driver, states } = bench()
  reader.placeCard(people.mainland)
  await run(1_000)
  await driver.close()
  const before = asked.length
  reader.liftCard()
  await run(5_000)
  expect(asked).toHaveLength(before)
  expect([told, states()]).toEqual([['card 张三'], ['ready']])
})

test('what is told beside onCard holds nothing of a person', async () => {
  const { reader, run, statuses, driver, cable } = bench()
  reader.placeCard(people.mainland, { newAddress: '上海市闵行区新样本路3号' })
  await run(1_000)
  reader.setFault('bad-checksum')
  await run(9_000)
  cable.unplug()
  await run(1_000)
  const text = JSON.stringify([statuses, driver.status()])
  for (const secret of ['张三', people.mainland.idNumber, '1990', '路', '浦东'])
    expect(text).not.toContain(secret)
  expect(driver.status().counters.checksumErrors).toBeGreaterThan(0)
})
