import fc from 'fast-check'
import { afterEach, describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { memoryCable } from '../transport/memory.ts'
import { openSignLine } from './driver.ts'
import { onbonSigns } from './onbon.ts'
import { readSignFont } from './sign_font.ts'
import { type SignFault, simulateSignLine } from './simulator.ts'
import { cardReply } from './simulator_parser.ts'
import { type AckRule, type SignLine, type SignStatus, signDelays } from './types.ts'

const font = readSignFont()
/** How the font draws `A0`, half width. */
const letterA = [
  '................',
  '...#.......##...',
  '..#.#.....#..#..',
  '..#.#.....#..#..',
  '..#.#....#....#.',
  '.#...#...#....#.',
  '.#...#...#....#.',
  '.#...#...#....#.',
  '.#...#...#....#.',
  '.#####...#....#.',
  '#.....#..#....#.',
  '#.....#..#....#.',
  '#.....#...#..#..',
  '##...##...#..#..',
  '...........##...',
  '................',
]
let opened: SignLine[] = []
afterEach(async () => {
  for (const line of opened) await line.close()
  opened = []
})

function withLine(addresses: readonly number[] = [1, 2, 3], ack: AckRule = 'onbon') {
  const clock = simulatedClock(1_700_000_000_000)
  const cable = memoryCable()
  const signs = simulateSignLine(cable, clock, addresses, font)
  const told: [number, SignStatus['state'], SignStatus['reason']][] = []
  const onStatus = (address: number, { state, reason }: SignStatus) =>
    void told.push([address, state, reason])
  const line = openSignLine({
    transport: cable.transport,
    clock,
    addresses,
    protocol: onbonSigns({ ack }),
    onStatus,
  })
  opened.push(line)
  /** Moves time in steps shorter than any delay, letting promises settle between them. */
  const pass = async (ms: number) => {
    for (let left = ms; left > 0; left -= 5) {
      for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
      clock.advance(Math.min(5, left))
    }
    for (let turn = 0; turn < 12; turn += 1) await Promise.resolve()
  }
  const text = (address: number) => signs.snapshot().get(address)?.text
  const state = (address: number) => {
    const found = line.status().get(address)
    return found && [found.state, found.reason]
  }
  return { clock, cable, signs, line, told, pass, text, state }
}

describe('a line of signs', () => {
  test('shows each text on its own sign, in dots people can read', async () => {
    const { line, signs, pass, text, state } = withLine()
    line.show(1, '请A001号')
    line.show(2, '暂停服务')
    await pass(300)
    expect([text(1), text(2), text(3)]).toEqual(['请A001号', '暂停服务', ''])
    expect([state(1), state(2), state(3)]).toEqual(Array(3).fill(['ready', null]))
    expect(signs.snapshot().get(1)?.mode).toBe('static')
    expect(
      signs
        .snapshot()
        .get(1)
        ?.dots.map((row) => row.slice(16, 32)),
    ).toEqual(letterA)
  })
  test('runs what does not fit', async () => {
    const { line, signs, pass } = withLine()
    expect(line.show(1, '请A001到12号窗口')).toMatchObject({ mode: 'left', lost: [] })
    await pass(200)
    const before = signs.snapshot().get(1)
    await pass(1_000)
    expect(before?.mode).toBe('left')
    expect(signs.snapshot().get(1)?.dots).not.toEqual(before?.dots)
  })
  test('sends only the latest of texts wanted while it was busy', async () => {
    const { line, signs, pass, text } = withLine([1])
    for (let n = 0; n < 50; n += 1) line.show(1, `A${n}`)
    await pass(500)
    expect(text(1)).toBe('A49')
    expect(signs.line().frames).toBeLessThan(5)
  })
  test('knows no other addresses', () => {
    expect(withLine([1]).line.show(9, 'A001')).toBeNull()
  })
  test('tells all signs at once, then makes sure of each', async () => {
    const { line, signs, pass, text, state } = withLine()
    await pass(300)
    const { frames } = signs.line()
    line.showAll('暂停受理')
    await pass(40)
    expect([text(1), text(2), text(3)]).toEqual(Array(3).fill('暂停受理'))
    await pass(300)
    expect(signs.line().frames - frames).toBe(4)
    expect(state(3)).toEqual(['ready', null])
  })
  test('flashes for three seconds, then stands', async () => {
    const { line, signs, pass, text } = withLine([1])
    await pass(100)
    line.show(1, 'A001办理', { flash: true })
    const seen: boolean[] = []
    for (let n = 0; n < 40; n += 1) {
      await pass(100)
      const lit = (signs.snapshot().get(1)?.dots ?? []).some((row) => row.includes('#'))
      if (seen.at(-1) !== lit) seen.push(lit)
    }
    expect(seen).toEqual([true, false, true, false, true, false, true])
    expect(text(1)).toBe('A001办理')
  })
  test('writes a sign again that lost its text, within a minute', async () => {
    const { line, signs, pass, text } = withLine([1])
    line.show(1, '欢迎光临')
    await pass(200)
    signs.powerCycle(1)
    expect(text(1)).toBe('')
    await pass(60_000)
    expect(text(1)).toBe('欢迎光临')
  })
})

describe('orders', () => {
  test('to one sign are answered, to all they are not', async () => {
    const { line, signs, pass, text } = withLine([1, 2])
    line.show(1, '欢迎光临')
    line.show(2, '欢迎光临')
    await pass(300)
    const asked = ['ping', 'status', 'set-clock', 'clear'] as const
    const ends = Promise.all(asked.map((order) => line.order(1, order)))
    await pass(500)
    expect(await ends).toEqual(['ack', 'ack', 'ack', 'ack'])
    expect([text(1), text(2)]).toEqual(['', '欢迎光临'])
    expect(await line.order(9, 'ping')).toBe('unknown')
    expect(line.orderAll('clear')).toBe(true)
    await pass(100)
    expect([text(1), text(2)]).toEqual(['', ''])
    expect(signs.line()).toMatchObject({ talkedOver: 0, badFrames: 0 })
  })
  test('to a silent sign end as no answer, without a line as line-down', async () => {
    const { line, signs, cable, pass } = withLine([1])
    await pass(100)
    signs.fault(1, 'silent')
    const silent = line.order(1, 'ping')
    await pass(1_500)
    expect(await silent).toBe('no-answer')
    cable.unplug()
    expect(await line.order(1, 'ping')).toBe('line-down')
  })
})

describe('signs that misbehave', () => {
  const cases: [SignFault, SignStatus['reason']][] = [
    ['silent', 'no-answer'],
    ['nack', 'nack'],
    ['noise', 'no-answer'],
    ['half-frame', 'no-answer'],
    ['wrong-checksum', 'no-answer'],
    ['wrong-address', 'no-answer'],
  ]
  test.each(cases)('%s is reported, leaves the others alone and is healed', async (fault, reason) => {
    const { line, signs, pass, text, state, told } = withLine()
    signs.fault(1, fault)
    await pass(1_500)
    line.show(1, 'A001')
    line.show(2, 'A002')
    await pass(700)
    expect(state(1)).toEqual(['faulted', reason])
    expect([state(2), text(2)]).toEqual([['ready', null], 'A002'])
    signs.fault(1, null)
    await pass(signDelays.probe + 500)
    expect([state(1), text(1)]).toEqual([['ready', null], 'A001'])
    expect(told.filter(([address]) => address === 1)).toEqual([
      [1, 'faulted', reason],
      [1, 'ready', null],
    ])
  })
  test.each<SignFault>(['echo', 'dribble', 'stale-reply'])('%s does no harm', async (fault) => {
    const { line, signs, pass, text, told } = withLine([1, 2])
    await pass(300)
    signs.fault(1, fault)
    line.show(1, 'A001')
    line.show(2, 'A002')
    await pass(500)
    expect([text(1), text(2), told.length]).toEqual(['A001', 'A002', 2])
    const { echoes, checksumErrors } = line.status().get(1)?.counters ?? {}
    expect([echoes, checksumErrors]).toEqual([fault === 'echo' ? 1 : 0, 0])
  })
  test('one lost answer is asked again, not reported', async () => {
    const { line, signs, pass, told, text } = withLine([1])
    await pass(100)
    signs.fault(1, 'wrong-checksum')
    line.show(1, 'A001')
    await pass(200)
    signs.fault(1, null)
    await pass(500)
    expect(text(1)).toBe('A001')
    expect(told).toEqual([[1, 'ready', null]])
    expect(line.status().get(1)?.counters.checksumErrors).toBe(1)
  })
  test('a pulled cable makes all absent; the last texts come back with it', async () => {
    const { line, cable, pass, text, state } = withLine()
    line.show(1, 'A001')
    await pass(300)
    cable.unplug()
    line.show(1, 'A002')
    await pass(1_000)
    expect([state(1), text(1)]).toEqual([['absent', null], 'A001'])
    cable.plugIn()
    await pass(3_000)
    expect([state(1), text(1)]).toEqual([['ready', null], 'A002'])
    expect(line.status().get(1)?.counters.reconnects).toBe(1)
  })
  test("another sign's late answer is not taken for the one asked", async () => {
    const { cable, signs, pass, state } = withLine([1, 2])
    signs.fault(1, 'silent')
    for (let n = 0; n < 30; n += 1) {
      await pass(50)
      cable.send(cardReply(2, [0xa0, 0, 0, 0, 0], false))
    }
    expect([state(1), state(2)]).toEqual([
      ['faulted', 'no-answer'],
      ['ready', null],
    ])
  })
  test('cards with other answers: any frame will do, or none at all', async () => {
    const any = withLine([1], 'any-frame')
    any.signs.fault(1, 'nack')
    await any.pass(200)
    expect(any.state(1)).toEqual(['ready', null])
    const none = withLine([1], 'none')
    none.signs.fault(1, 'silent')
    await none.pass(200)
    expect(none.state(1)).toEqual(['ready', null])
  })
})

test('whatever is wanted, the master never talks over a sign and the last texts win', async () => {
  const action = fc.oneof(
    fc.record({
      show: fc.integer({ min: 1, max: 4 }),
      text: fc.constantFrom('A001', '请B012号', '暂停服务'),
    }),
    fc.record({
      fault: fc.integer({ min: 1, max: 4 }),
      kind: fc.constantFrom<SignFault>('silent', 'noise', 'nack'),
    }),
    fc.record({ pass: fc.integer({ min: 5, max: 800 }) }),
  )
  await fc.assert(
    fc.asyncProperty(fc.array(action, { maxLength: 25 }), async (actions) => {
      const { line, signs, pass, text } = withLine([1, 2, 3, 4])
      const wanted = new Map([1, 2, 3, 4].map((address) => [address, '']))
      for (const step of actions) {
        if ('show' in step) {
          wanted.set(step.show, step.text)
          line.show(step.show, step.text)
        } else if ('fault' in step) signs.fault(step.fault, step.kind)
        else await pass(step.pass)
      }
      for (const address of wanted.keys()) signs.fault(address, null)
      await pass(signDelays.probe + 4_000)
      expect([1, 2, 3, 4].map(text)).toEqual([...wanted.values()])
      expect(signs.line()).toMatchObject({ talkedOver: 0, badFrames: 0 })
      expect(signs.line().shortestGap).toBeGreaterThanOrEqual(signDelays.gap)
    }),
    { numRuns: 25 },
  )
})
