import { afterEach, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { bench, closeBenches } from './bench.fixture.ts'
import { people } from './people.fixture.ts'
import { samBaudRates } from './sam_table.ts'
import { simulateIdCardReader } from './simulator.ts'

afterEach(closeBenches)

test('is ready once a module has told its number and looked for a card', async () => {
  const { run, states, statuses, driver } = bench()
  expect(driver.status().state).toBe('connecting')
  await run(100)
  expect(states()).toEqual(['ready'])
  expect(statuses[0]?.samId).toBe('05.01-20131183-0000012345-0305419896')
})

test.each([
  ['silent', 'no-answer'],
  ['half-frame', 'no-answer'],
  ['bad-checksum', 'garbled'],
  ['unauthorised', 'unauthorised'],
  ['self-test-failed', 'self-test-failed'],
] as const)('%s from the start: faulted %s, and ready when it is over', async (fault, reason) => {
  const { reader, run, states, told } = bench()
  reader.setFault(fault)
  reader.placeCard(people.mainland)
  await run(10_000)
  expect(states()).toEqual([`faulted: ${reason}`])
  expect(told).toEqual([])
  reader.setFault('none')
  await run(4_000)
  expect(states()).toEqual([`faulted: ${reason}`, 'ready'])
  expect(told).toEqual(['card 张三'])
})

test.each([
  ['silent', 'no-answer'],
  ['half-frame', 'no-answer'],
  ['bad-checksum', 'garbled'],
  ['unauthorised', 'unauthorised'],
  ['self-test-failed', 'self-test-failed'],
] as const)('%s while a card lies there: it counts as lifted', async (fault, reason) => {
  const { reader, run, states, told } = bench()
  reader.placeCard(people.mainland)
  await run(1_000)
  reader.setFault(fault)
  await run(10_000)
  expect(states()).toEqual(['ready', `faulted: ${reason}`])
  expect(told).toEqual(['card 张三', 'lifted 1'])
  reader.setFault('none')
  reader.liftCard()
  await run(4_000)
  reader.placeCard(people.hmt)
  await run(2_000)
  expect(states()).toEqual(['ready', `faulted: ${reason}`, 'ready'])
  expect(told).toEqual(['card 张三', 'lifted 1', 'card 陈示例'])
})

test.each(['silent', 'half-frame', 'bad-checksum'] as const)(
  '%s for a moment while a card lies there: the session goes on',
  async (fault) => {
    const { reader, run, states, told } = bench()
    reader.placeCard(people.mainland)
    await run(1_000)
    reader.setFault(fault)
    await run(600)
    reader.setFault('none')
    await run(8_000)
    expect(states()).toEqual(['ready'])
    expect(told).toEqual(['card 张三'])
  },
)

test.each(['dribble', 'noise'] as const)('%s: cards are read all the same', async (fault) => {
  const { reader, run, states, told } = bench()
  reader.setFault(fault)
  await run(500)
  reader.placeCard(people.mainland)
  await run(4_000)
  reader.liftCard()
  await run(4_000)
  expect(told).toEqual(['card 张三', 'lifted 1'])
  expect(states()).toEqual(['ready'])
})

test('a card that cannot be read is told once; the reader stays ready; laid down again it is read', async () => {
  const { reader, run, states, told } = bench()
  reader.setFault('read-fails')
  await run(500)
  reader.placeCard(people.mainland)
  await run(10_000)
  expect(told).toEqual(['unreadable read-failed'])
  reader.setFault('none')
  reader.liftCard()
  await run(1_000)
  reader.placeCard(people.mainland)
  await run(2_000)
  expect(told).toEqual(['unreadable read-failed', 'card 张三'])
  expect(states()).toEqual(['ready'])
})

test('a chip that makes no sense is unreadable, whatever habit the reader has', async () => {
  const { reader, run, told } = bench({ findsAgain: true })
  reader.placeCard(new Uint8Array(256).fill(0x41))
  await run(10_000)
  expect(told).toEqual(['unreadable not-understood'])
  reader.placeCard(people.mainland)
  await run(2_000)
  expect(told).toEqual(['unreadable not-understood', 'card 张三'])
})

test('a read lost on the wire is tried again in the same placement', async () => {
  const { reader, run, told, onAsked } = bench()
  let reads = 0
  onAsked((command) => {
    if (command === '30-1') reads += 1
    reader.setFault(command === '30-1' && reads === 1 ? 'half-frame' : 'none')
  })
  reader.placeCard(people.mainland)
  await run(6_000)
  expect(reads).toBe(2)
  expect(told).toEqual(['card 张三'])
})

test('a reply that comes too late is never taken for the next card', async () => {
  const { reader, run, told, persons } = bench()
  await run(500)
  reader.placeCard(people.mainland)
  reader.setReplyDelay(3_000)
  await run(6_500)
  reader.placeCard(people.hmt)
  reader.setReplyDelay(5)
  await run(20_000)
  expect(told.filter((line) => line.startsWith('card'))).toEqual(['card 陈示例'])
  expect(persons).toEqual([people.hmt])
})

test('frames nobody asked for are dropped, also those of another card', async () => {
  const { cable, reader, run, told, onAsked } = bench()
  const strays: Uint8Array[] = []
  const stranger = { send: (bytes: Uint8Array) => strays.push(bytes.slice()), onBytes: () => undefined }
  let ask: (bytes: Uint8Array) => void = () => undefined
  const other = simulateIdCardReader(
    {
      send: stranger.send,
      onBytes: (receive) => {
        ask = receive
      },
    },
    simulatedClock(0),
    { readsUnselected: true },
  )
  other.placeCard(people.hmt)
  ask(Uint8Array.of(0xaa, 0xaa, 0xaa, 0x96, 0x69, 0, 3, 0x30, 0x01, 0x32))
  expect(strays[0]).toHaveLength(1_295)
  onAsked((command) => {
    if (command !== '30-1') for (const stray of strays) cable.send(stray)
  })
  for (const stray of strays) cable.send(stray)
  reader.placeCard(people.mainland)
  await run(5_000)
  expect(told).toEqual(['card 张三'])
})

test.each([
  [9_600, 'card 张三'],
  [115_200, 'unreadable no-answer'],
])('at %d baud a reply that takes 3.3 s is: %s', async (baudRate, outcome) => {
  const { reader, run, told, onAsked } = bench({}, baudRate)
  onAsked((command) => reader.setReplyDelay(command === '30-1' ? 3_300 : 1))
  reader.placeCard(people.mainland)
  await run(14_000)
  expect(told[0]).toEqual(outcome)
})

test.each(samBaudRates)('at %d baud a card is read although every byte takes its time', async (baudRate) => {
  const { reader, run, told, states, onAsked } = bench({}, baudRate)
  // The module thinks nearly as long as it may, and only then come the bytes, all at once.
  onAsked((command) => reader.setReplyDelay(command === '30-1' ? 1_900 + (1_295 * 10_000) / baudRate : 1))
  reader.placeCard(people.mainland)
  await run(16_000)
  expect(told).toEqual(['card 张三'])
  expect(states()).toEqual(['ready'])
})

test('stubs of a radio time-out mean that no card is there, not that the reader is lost', async () => {
  const { reader, run, told, states } = bench()
  reader.setFault('radio-timeout')
  await run(8_000)
  expect(states()).toEqual(['ready'])
  reader.placeCard(people.mainland)
  await run(2_000)
  reader.liftCard()
  await run(3_000)
  expect(told).toEqual(['card 张三', 'lifted 1'])
  expect(states()).toEqual(['ready'])
})

test('a module that failed its self-test is reset before it is greeted again', async () => {
  const { reader, run, asked, driver } = bench()
  reader.setFault('self-test-failed')
  await run(5_000)
  expect(asked.map(({ command }) => command)).toContain('10-ff')
  expect(driver.status().counters.lastFault).toBe('self-test-failed')
  reader.setFault('none')
  await run(3_000)
  const resets = asked.filter(({ command }) => command === '10-ff').length
  await run(3_000)
  expect(asked.filter(({ command }) => command === '10-ff')).toHaveLength(resets)
})

test('a module may be told how many bytes to exchange with a card, at each greeting and only then', async () => {
  const { run, asked, states } = bench({}, 115_200, { limitRf: true })
  await run(3_000)
  expect(asked.slice(0, 4).map(({ command }) => command)).toEqual(['12-ff', '11-ff', '61-ff', '20-1'])
  expect(asked.filter(({ command }) => command === '61-ff')).toHaveLength(1)
  expect(states()).toEqual(['ready'])
})

test('a module that gives text only with the fingerprint is read so, and nobody gets the fingerprint', async () => {
  const { reader, run, told, persons, asked } = bench({ fingerprintOnly: true }, 115_200, {
    command: 'readWithFingerprint',
  })
  reader.placeCard(people.mainland, { fingerprint: new Uint8Array(1_024).fill(0xf1) })
  await run(3_000)
  expect(told).toEqual(['card 张三'])
  expect(persons).toEqual([people.mainland])
  expect(asked.some(({ command }) => command === '30-1')).toBe(false)
})

test.each(['silent', 'half-frame', 'bad-checksum'] as const)(
  'the one answer that finds a card is lost (%s): the card is read all the same, and none is made up',
  async (fault) => {
    const { reader, run, told, onAsked } = bench()
    await run(500)
    let finds = 0
    onAsked((command) => {
      if (command === '20-1') finds += 1
      reader.setFault(command === '20-1' && finds === 1 ? fault : 'none')
    })
    reader.placeCard(people.mainland)
    await run(5_000)
    expect(told).toEqual(['card 张三'])
    reader.liftCard()
    await run(3_000)
    finds = 0
    await run(5_000)
    expect(told).toEqual(['card 张三', 'lifted 1'])
  },
)
