import { afterEach, describe, expect, test } from 'vitest'
import { systemClock } from '#basics'
import { ptyPair } from '../transport/pty_pair.ts'
import { openIdCardReader } from './driver.ts'
import { people } from './people.fixture.ts'
import { simulateIdCardReader } from './simulator.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0).reverse()) await close()
})

/** What was told, and a way to wait until a line of it comes (again). */
function told() {
  const lines: string[] = []
  const waiting: { line: string; seen: () => void }[] = []
  return {
    lines,
    add(line: string) {
      lines.push(line)
      for (const entry of waiting.splice(0)) {
        if (entry.line === line) entry.seen()
        else waiting.push(entry)
      }
    },
    next: (line: string) => new Promise<void>((seen) => waiting.push({ line, seen })),
  }
}

describe.each(['pty', 'tcp'] as const)('over a real wire of kind %s', (kind) => {
  test('a card is read, the cable is pulled and put back, the next card is read', async () => {
    const clock = systemClock()
    const pair = await ptyPair(kind)
    closing.push(pair.close)
    const reader = simulateIdCardReader(pair.port, clock)
    const log = told()
    const first = log.next('card 张三')
    const driver = openIdCardReader({
      transport: pair.driverTransport(115_200),
      clock,
      baudRate: 115_200,
      onCard: (person) => log.add(`card ${person.name}`),
      onCardLifted: () => log.add('lifted'),
      onStatus: ({ state }) => log.add(state),
    })
    closing.push(driver.close)
    reader.placeCard(people.mainland)
    await first

    const absent = log.next('absent')
    await pair.unplug()
    await absent
    reader.liftCard()
    const ready = log.next('ready')
    await pair.plugIn()
    await ready

    const second = log.next('card 陈示例')
    reader.setFault('dribble')
    reader.placeCard(people.hmt)
    await second
    expect(log.lines).toEqual([
      'card 张三',
      'ready',
      'lifted',
      'absent',
      'connecting',
      'ready',
      'card 陈示例',
    ])
    expect(driver.status().counters.reconnects).toBe(1)
  })
})
