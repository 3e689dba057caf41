import { expect, test } from 'vitest'
import { err, ok, simulatedClock } from '#basics'
import { keepConnected } from './connection.ts'
import { memoryCable } from './memory.ts'
import type { Transport } from './types.ts'

const settle = () => new Promise((resolve) => setImmediate(resolve))

function connect(transport: Transport) {
  const clock = simulatedClock(0)
  const told: string[] = []
  const connection = keepConnected({
    transport,
    clock,
    onData: (bytes) => told.push(`data ${bytes.join(' ')}`),
    onUp: () => told.push('up'),
    onDown: (reason) => told.push(`down: ${reason}`),
  })
  return { clock, told, connection }
}

test('carries bytes both ways and counts them', async () => {
  const cable = memoryCable()
  const received: number[][] = []
  cable.onBytes((bytes) => received.push([...bytes]))
  const { connection, told } = connect(cable.transport)
  await settle()
  expect(await connection.write(Uint8Array.of(1, 2))).toEqual(ok(undefined))
  cable.send(Uint8Array.of(3))
  expect(received).toEqual([[1, 2]])
  expect(told).toEqual(['up', 'data 3'])
  expect(connection.counters()).toMatchObject({ bytesIn: 1, bytesOut: 2, reconnects: 0, lastFault: null })
})

test('an absent device is told once, and found when it comes', async () => {
  const cable = memoryCable()
  cable.unplug()
  const { clock, told, connection } = connect(cable.transport)
  for (let i = 0; i < 5; i += 1) {
    await settle()
    clock.advance(2_000)
  }
  expect(told).toEqual(['down: no such device'])
  expect(await connection.write(Uint8Array.of(1))).toEqual(err('not-connected'))
  cable.plugIn()
  clock.advance(2_000)
  await settle()
  expect(told).toEqual(['down: no such device', 'up'])
  expect(connection.counters().reconnects).toBe(0)
})

test('a pulled cable is told with its reason and the link is found again', async () => {
  const cable = memoryCable()
  const { clock, told, connection } = connect(cable.transport)
  await settle()
  cable.unplug()
  expect(connection.up).toBe(false)
  cable.plugIn()
  clock.advance(249)
  await settle()
  expect(connection.up).toBe(false)
  clock.advance(1)
  await settle()
  expect(told).toEqual(['up', 'down: cable pulled', 'up'])
  expect(connection.counters()).toMatchObject({ reconnects: 1, lastFault: 'cable pulled' })
})

test('waits longer between attempts, up to two seconds', async () => {
  let time = 0
  const attempts: number[] = []
  const { clock } = connect({
    name: 'none',
    async open() {
      attempts.push(time)
      return err('no')
    },
  })
  for (; time < 10_000; time += 125) {
    await settle()
    clock.advance(125)
  }
  const gaps = attempts.slice(1).map((at, i) => at - (attempts[i] ?? 0) + (i === 0 ? 125 : 0))
  expect(gaps).toEqual([250, 500, 1_000, 2_000, 2_000, 2_000, 2_000])
})

test('a link lost before its opening is reported is not used', async () => {
  let opened = 0
  const { clock, told, connection } = connect({
    name: 'hasty',
    async open(handlers) {
      opened += 1
      if (opened === 1) handlers.onClosed('gone at once')
      return ok({ write: async () => ok(undefined), close: async () => undefined })
    },
  })
  await settle()
  expect(told).toEqual(['down: gone at once'])
  expect(connection.up).toBe(false)
  clock.advance(250)
  await settle()
  expect(opened).toBe(2)
  expect(told).toEqual(['down: gone at once', 'up'])
})

test('writes go out one after another, in order', async () => {
  const releases: (() => void)[] = []
  const written: number[] = []
  const { connection } = connect({
    name: 'slow',
    open: async () =>
      ok({
        async write(bytes) {
          await new Promise<void>((resolve) => releases.push(resolve))
          written.push(...bytes)
          return ok(undefined)
        },
        close: async () => undefined,
      }),
  })
  await settle()
  const both = [connection.write(Uint8Array.of(1)), connection.write(Uint8Array.of(2))]
  await settle()
  expect(releases).toHaveLength(1)
  releases[0]?.()
  await settle()
  releases[1]?.()
  await Promise.all(both)
  expect(written).toEqual([1, 2])
})

test('after close nothing is opened, told or written', async () => {
  const cable = memoryCable()
  const { clock, told, connection } = connect(cable.transport)
  await settle()
  await connection.close()
  cable.send(Uint8Array.of(1))
  cable.unplug()
  cable.plugIn()
  clock.advance(10_000)
  await settle()
  expect(told).toEqual(['up'])
  expect(await connection.write(Uint8Array.of(1))).toEqual(err('not-connected'))
})
