import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'
import { systemClock } from '#basics'
import { programTransport } from '../../transport/process.ts'
import { openHelperReader } from './helper_driver.ts'

const program = fileURLToPath(new URL('./reference_helper.fixture.ts', import.meta.url))
const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  delete process.env.CIVIC_HALL_HELPER_WAYS
  for (const close of closing.splice(0)) await close()
})

/** A driver over the reference helper as a program of its own; settles when something is told. */
function withHelper(ways: string) {
  process.env.CIVIC_HALL_HELPER_WAYS = ways
  const told: string[] = []
  const waiting: { line: string; seen: () => void }[] = []
  const tell = (line: string) => {
    told.push(line)
    for (const entry of waiting.splice(0)) {
      if (entry.line === line) entry.seen()
      else waiting.push(entry)
    }
  }
  const clock = systemClock()
  const driver = openHelperReader({
    transport: programTransport({ command: process.execPath, args: [program], clock }),
    clock,
    onCard: (person) => tell(`card ${person.name}`),
    onCardLifted: () => tell('lifted'),
    onCardUnreadable: (reason) => tell(`unreadable ${reason}`),
    onStatus: ({ state, reason }) => tell(reason === null ? state : `${state}: ${reason}`),
  })
  closing.push(driver.close)
  const next = (line: string) => new Promise<void>((seen) => waiting.push({ line, seen }))
  return { driver, told, next }
}

test.each(['', 'garbage', 'fail-once'])('a real program with ways "%s" is read', async (ways) => {
  const { next, told, driver } = withHelper(ways)
  await next('card 张三')
  expect(told).toEqual(['ready', 'card 张三'])
  expect(driver.status().samId).toBe('REF-1')
})

test.each(['crash', 'half-line'])(
  'a program that ends while it reads (%s) is started again',
  async (ways) => {
    const { next, told } = withHelper(ways)
    await next('absent')
    delete process.env.CIVIC_HALL_HELPER_WAYS
    await next('card 张三')
    expect(told).toEqual(['ready', 'absent', 'connecting', 'ready', 'card 张三'])
  },
)

test('a program of another version is told as such', async () => {
  const { next } = withHelper('old-version')
  await next('faulted: helper-version')
})

test('a program that hangs ends with the driver', async () => {
  const { next, driver } = withHelper('hang')
  await next('ready')
  await driver.close()
})

test('a program that cannot be started is an absent reader', async () => {
  const clock = systemClock()
  const states: string[] = []
  const absent = new Promise<void>((seen) => {
    const driver = openHelperReader({
      transport: programTransport({ command: '/nonexistent/helper', args: [], clock }),
      clock,
      onCard: () => undefined,
      onCardLifted: () => undefined,
      onStatus({ state }) {
        states.push(state)
        seen()
      },
    })
    closing.push(driver.close)
  })
  await absent
  expect(states).toEqual(['absent'])
})
