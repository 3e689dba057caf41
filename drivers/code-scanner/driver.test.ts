import { Buffer } from 'node:buffer'
import { afterEach, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { memoryCable } from '../transport/memory.ts'
import { openCodeScanner } from './driver.ts'
import { simulateCodeScanner } from './simulator.ts'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

const link = 'https://hall.example/t/01J9ZQ4T7M8N5P6R7S8T9V0W1X'
const ticket = 'ticket 01J9ZQ4T7M8N5P6R7S8T9V0W1X'

async function bench(around: { prefix: string; suffix: string; end?: string } = { prefix: '', suffix: '' }) {
  const clock = simulatedClock(Date.UTC(2026, 10, 23, 1))
  const cable = memoryCable()
  const scanner = simulateCodeScanner(cable, clock, around)
  const told: string[] = []
  const driver = openCodeScanner({
    transport: cable.transport,
    clock,
    affixes: { prefix: around.prefix, suffix: around.suffix },
    onCode(code) {
      told.push([code.kind, ...Object.values(code).slice(1)].join(' '))
    },
    onStatus: ({ state, reason }) => told.push(reason === null ? state : `${state}: ${reason}`),
  })
  closing.push(driver.close)
  const run = async (ms: number) => {
    for (let passed = 0; passed < ms; passed += 10) {
      clock.advance(10)
      await new Promise((resolve) => setImmediate(resolve))
    }
  }
  await run(20)
  return { clock, cable, scanner, told, driver, run }
}

test.each(['\r', '\n', '\r\n', '\t', '\t\r\n'] as const)('a code that ends with %j is told', async (end) => {
  const { scanner, told, driver } = await bench({ prefix: '', suffix: '', end })
  scanner.scan(link)
  expect(told).toEqual(['ready', ticket])
  expect(driver.status().counters).toMatchObject({ framesIn: 1, checksumErrors: 0 })
})

test('what the scanner was set to put around a code is taken off; a line without it is noise', async () => {
  const { cable, scanner, told, driver } = await bench({ prefix: ']Q1', suffix: '#' })
  scanner.scan(link)
  cable.send(Buffer.from(`${link}\r\n`))
  expect(told).toEqual(['ready', ticket])
  expect(driver.status().counters.checksumErrors).toBe(1)
})

test.each(['dribble', 'noise'] as const)('%s: the code is told all the same', async (fault) => {
  const { scanner, told, run } = await bench()
  scanner.setFault(fault)
  scanner.scan(link)
  await run(500)
  expect(told).toEqual(['ready', ticket])
})

test('a scanner that says a code again and again tells it once; later it counts anew', async () => {
  const { scanner, told, run } = await bench()
  scanner.setFault('repeats')
  scanner.scan(link)
  await run(4_000)
  scanner.scan(link)
  expect(told).toEqual(['ready', ticket, ticket])
})

test('a clock set back an hour does not make the next visitor’s same code a repetition', async () => {
  const { clock, scanner, told, run } = await bench()
  scanner.scan(link)
  await run(4_000)
  clock.jumpTo(clock.now() - 3_600_000)
  scanner.scan(link)
  await run(500)
  expect(told).toEqual(['ready', ticket, ticket])
})

test('half a line is forgotten and never joined to the next code', async () => {
  const { scanner, told, run } = await bench()
  scanner.setFault('half-line')
  scanner.scan(link)
  await run(600)
  scanner.setFault('none')
  scanner.scan(link)
  expect(told).toEqual(['ready', ticket])
})

test('an endless line is dropped whole, and the next code is told', async () => {
  const { cable, scanner, told, driver } = await bench()
  for (let i = 0; i < 100; i += 1) cable.send(Buffer.from('x'.repeat(1_000)))
  cable.send(Buffer.from(`${link}\n`))
  scanner.scan(link)
  expect(told).toEqual(['ready', ticket])
  expect(driver.status().counters.checksumErrors).toBe(1)
})

test('a wrong rate is degraded for noise, and well again with the first good code', async () => {
  const { scanner, told, driver, run } = await bench()
  scanner.setFault('wrong-rate')
  scanner.scan(link)
  expect(told).toEqual(['ready', 'degraded: noise'])
  expect(driver.status().counters.lastFault).toBe('lines that are no code')
  scanner.setFault('none')
  await run(600)
  scanner.scan(link)
  expect(told).toEqual(['ready', 'degraded: noise', 'ready', ticket])
})

test('an unplugged scanner is absent and found again', async () => {
  const { cable, scanner, told, driver, run } = await bench()
  cable.unplug()
  await run(300)
  cable.plugIn()
  await run(3_000)
  scanner.scan('BOOKING:b-7')
  scanner.scan('6222020200001234567')
  expect(told).toEqual(['ready', 'absent', 'ready', 'booking b-7', 'unknown'])
  expect(driver.status().counters.reconnects).toBe(1)
})
