import { afterEach, describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { memoryCable } from '../transport/memory.ts'
import { openIdCardReader } from './driver.ts'
import { people } from './people.fixture.ts'
import { simulateIdCardReader } from './simulator.ts'
import type { SimulatedReaderHabits } from './simulator_module.ts'
import type { CardPerson, IdCardStatus } from './types.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A driver and a simulated reader on one cable, and what the driver told. */
function bench(habits: SimulatedReaderHabits = {}, baudRate = 115_200) {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const cable = memoryCable()
  const asked: { at: number; command: string }[] = []
  let before: (command: string) => void = () => undefined
  let after = before
  const onAsked = (given: (command: string) => void) => {
    before = given
  }
  const onAnswered = (given: (command: string) => void) => {
    after = given
  }
  const reader = simulateIdCardReader(
    {
      send: cable.send,
      onBytes: (receive) =>
        cable.onBytes((bytes) => {
          const command = `${bytes[7]?.toString(16)}-${bytes[8]?.toString(16)}`
          asked.push({ at: clock.now(), command })
          before(command)
          receive(bytes)
          after(command)
        }),
    },
    clock,
    habits,
  )
  const told: string[] = []
  const sessions: string[] = []
  const persons: CardPerson[] = []
  const statuses: IdCardStatus[] = []
  const driver = openIdCardReader({
    transport: cable.transport,
    clock,
    baudRate,
    onCard(person, sessionId) {
      told.push(`card ${person.name || person.kind}`)
      persons.push(person)
      sessions.push(sessionId)
    },
    onCardLifted: (sessionId) => told.push(`lifted ${sessions.indexOf(sessionId) + 1}`),
    onCardUnreadable: (reason) => told.push(`unreadable ${reason}`),
    onStatus: (status) => statuses.push(status),
  })
  closing.push(driver.close)
  const run = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  const states = () => statuses.map(({ state, reason }) => (reason === null ? state : `${state}: ${reason}`))
  return {
    clock,
    cable,
    reader,
    driver,
    run,
    told,
    sessions,
    persons,
    statuses,
    states,
    asked,
    onAsked,
    onAnswered,
  }
}

describe('cards', () => {
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
    const { reader, run, persons, told, asked, onAsked, onAnswered } = bench({ readsUnselected: true })
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
})

describe('faults', () => {
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
})

describe('the cable', () => {
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
    closing.push(driver.close)
    await new Promise((resolve) => setImmediate(resolve))
    expect([states, driver.status().state]).toEqual([['absent'], 'absent'])
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
