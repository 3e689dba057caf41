import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { concatBytes, fromHex } from '../framing/bytes.ts'
import { memoryCable } from '../transport/memory.ts'
import { echoFilter } from './echo.ts'
import { passing } from './line.fixture.ts'
import { type LineMaster, openLineMaster } from './master.ts'
import { turnQueue } from './turns.ts'
import type { Heard, Rank } from './types.ts'

let line: LineMaster | null = null
afterEach(async () => {
  await line?.close()
  line = null
})

/** A line on which a first byte names the sender; 2 is the one that is asked. */
function open() {
  const clock = simulatedClock(0)
  const cable = memoryCable()
  const sent: number[][] = []
  let answer: Uint8Array[] = []
  cable.onBytes((bytes) => {
    sent.push([...bytes])
    for (const each of answer) cable.send(each)
  })
  const none = () => undefined
  const made = openLineMaster({
    transport: cable.transport,
    clock,
    baudRate: 9_600,
    onUp: none,
    onDown: none,
  })
  line = made
  const reader = (bytes: Uint8Array): Heard<number>[] =>
    Array.from(bytes, (byte) => {
      if (byte === 0) return { kind: 'bad' }
      return byte === 2 ? { kind: 'answer', value: byte } : { kind: 'stray' }
    })
  const take = (frame: string, rank: Rank = 'call') =>
    made.take({ rank, frame: fromHex(frame), answerMs: 100, gapMs: 10, reader })
  const answers = (...given: string[]) => {
    answer = given.map(fromHex)
  }
  return { clock, cable, sent, take, answers, made, pass: passing(clock) }
}

describe('a line', () => {
  test('drops its own echo and other members, counts both, and takes the answer', async () => {
    const { take, answers, pass, made } = open()
    await pass(10)
    answers('AA', '0102', '00', '03', '02')
    const end = take('AA0102')
    await pass(50)
    expect(await end).toEqual({ kind: 'answer', value: 2 })
    expect(made.counters()).toMatchObject({
      echoes: 1,
      strays: 1,
      checksumErrors: 1,
      framesIn: 2,
      bytesOut: 3,
    })
  })
  test('what came in vain, half a frame or a length that lied, counts once when the wait is over', async () => {
    const { made, cable, pass } = open()
    await pass(10)
    const end = made.take({ rank: 'call', frame: fromHex('AA'), answerMs: 100, gapMs: 10, reader: () => [] })
    await pass(10)
    cable.send(fromHex('AA5A'))
    cable.send(fromHex('FF'))
    await pass(150)
    expect(await end).toEqual({ kind: 'no-answer' })
    expect(made.counters()).toMatchObject({ checksumErrors: 1, framesIn: 0 })
  })
  test('waits for the frame to leave, then for the answer, then gives up', async () => {
    const { take, pass } = open()
    await pass(10)
    let ended = ''
    void take('AA'.repeat(96)).then(({ kind }) => {
      ended = kind
    })
    await pass(195)
    expect(ended).toBe('')
    await pass(30)
    expect(ended).toBe('no-answer')
  })
  test('what waits when the line is lost ends at once, and so does what comes after', async () => {
    const { take, cable, pass } = open()
    await pass(10)
    const ends = [take('AA'), take('BB'), take('CC', 'poll')]
    cable.unplug()
    ends.push(take('DD'))
    await pass(5)
    expect((await Promise.all(ends)).map(({ kind }) => kind)).toEqual(Array(4).fill('line-down'))
  })
  test('what comes when nobody asked is nobody’s answer', async () => {
    const { take, cable, pass, made } = open()
    await pass(10)
    cable.send(fromHex('02'))
    const end = take('AA')
    await pass(300)
    expect((await end).kind).toBe('no-answer')
    expect(made.counters().bytesIn).toBe(1)
  })
})

test('an echo is found in any portions, and nothing else is lost', () => {
  const bytes = fc.uint8Array({ minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(bytes, bytes, fc.boolean(), fc.integer({ min: 1, max: 5 }), (frame, answer, isEcho, n) => {
      const filter = echoFilter()
      filter.sent(frame)
      const wire = isEcho ? concatBytes(frame, answer) : answer
      const got: number[] = []
      for (let at = 0; at < wire.length; at += n) got.push(...filter.pass(wire.subarray(at, at + n)))
      got.push(...filter.release())
      const startsAlike = !isEcho && frame.every((byte, i) => byte === answer[i])
      if (startsAlike) return
      expect(got).toEqual([...answer])
      expect(filter.echoes).toBe(isEcho ? 1 : 0)
    }),
  )
})

test('no rank starves: a poll waits for two calls at most, a refresh for eight polls and the calls', () => {
  const queue = turnQueue<Rank>()
  const order: string[] = []
  for (let n = 0; n < 60; n += 1) {
    for (const rank of ['call', 'poll', 'refresh'] as const) queue.add(rank, rank)
    order.push(queue.next() ?? '')
  }
  const busy = order.map((rank) => rank[0]).join('')
  expect(busy.startsWith('ccpccpccp')).toBe(true)
  expect(busy).not.toContain('ccc')
  const quiet = turnQueue<Rank>()
  for (let n = 0; n < 20; n += 1) quiet.add('poll', 'poll')
  quiet.add('refresh', 'refresh')
  const turns = Array.from({ length: 10 }, () => quiet.next())
  expect(turns).toEqual([...Array(8).fill('poll'), 'refresh', 'poll'])
  expect(quiet.clear()).toHaveLength(11)
  expect(quiet.next()).toBeNull()
})
