import { afterEach, expect, test } from 'vitest'
import { bench, closeBenches } from './bench.fixture.ts'
import { people } from './people.fixture.ts'

afterEach(closeBenches)

test.each(Object.values(people))('reads a card of kind $kind whole', async (person) => {
  const { reader, run, persons } = bench()
  await run(500)
  reader.placeCard(person)
  await run(1_000)
  expect(persons).toEqual([person])
})

test('a card that stays is told once, its lift is told, and laid down again it is a new session', async () => {
  const { reader, run, told, sessions } = bench()
  await run(500)
  reader.placeCard(people.mainland)
  await run(20_000)
  expect(told).toEqual(['card 张三'])
  reader.liftCard()
  await run(2_000)
  expect(told).toEqual(['card 张三', 'lifted 1'])
  reader.placeCard(people.mainland)
  await run(2_000)
  expect(told).toEqual(['card 张三', 'lifted 1', 'card 张三'])
  expect(new Set(sessions).size).toBe(2)
})

test('a card swapped between two polls: the first is lifted before the second is told', async () => {
  const { reader, run, told } = bench()
  reader.placeCard(people.mainland)
  await run(1_000)
  reader.placeCard(people.hmt)
  await run(2_000)
  expect(told).toEqual(['card 张三', 'lifted 1', 'card 陈示例'])
})

test('the same card lifted and laid down between two polls is the same session', async () => {
  const { reader, run, told } = bench()
  reader.placeCard(people.mainland)
  await run(1_000)
  reader.placeCard(people.mainland)
  await run(3_000)
  expect(told).toEqual(['card 张三'])
})

test.each([
  { findsAgain: true },
  { readsUnselected: true },
  { noNewAddress: true },
  { findsAgain: true, readsUnselected: true, noNewAddress: true },
])('readers with habits %j behave the same', async (habits) => {
  const { reader, run, told } = bench(habits)
  reader.placeCard(people.mainland)
  await run(10_000)
  expect(told).toEqual(['card 张三'])
  reader.placeCard(people.hmt)
  await run(3_000)
  reader.liftCard()
  await run(3_000)
  expect(told).toEqual(['card 张三', 'lifted 1', 'card 陈示例', 'lifted 2'])
})

test('a card that once does not answer is not lifted', async () => {
  const { reader, run, told, asked, onAsked } = bench()
  onAsked((command) => {
    const probes = asked.filter((question) => question.command === '30-3').length
    reader.setFault(command === '30-3' && probes % 5 === 0 ? 'read-fails' : 'none')
  })
  reader.placeCard(people.mainland)
  await run(10_000)
  expect(asked.filter((question) => question.command === '30-3').length).toBeGreaterThan(10)
  expect(told).toEqual(['card 张三'])
})

test('an address appended to the chip takes the place of the printed one', async () => {
  const { reader, run, persons } = bench()
  reader.placeCard(people.mainland, { newAddress: '上海市闵行区新样本路3号' })
  await run(1_000)
  expect(persons).toEqual([{ ...people.mainland, address: '上海市闵行区新样本路3号' }])
})

test('a card swapped while it is read never lends its address to the one before it', async () => {
  const { reader, run, persons, told, asked, onAsked } = bench({ readsUnselected: true })
  reader.placeCard(people.mainland)
  onAsked((command) => {
    const first = asked.filter((question) => question.command === '30-3').length === 1
    if (command === '30-3' && first) reader.placeCard(people.hmt, { newAddress: '上海市别处路9号' })
  })
  await run(3_000)
  expect(told).toEqual(['card 陈示例'])
  expect(persons).toEqual([{ ...people.hmt, address: '上海市别处路9号' }])
})

test('asks an idle module every 300 to 500 ms', async () => {
  const { run, asked } = bench()
  await run(10_000)
  const finds = asked.filter(({ command }) => command === '20-1').map(({ at }) => at)
  expect(finds.length).toBeGreaterThan(15)
  for (const gap of finds.slice(1).map((at, i) => at - (finds[i] ?? 0))) {
    expect(gap).toBeGreaterThanOrEqual(300)
    expect(gap).toBeLessThanOrEqual(500)
  }
})
