import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { faultOf, readingOfAsb, readingOfRealTime } from './reading.ts'
import { type StatusEvent, statusParser } from './status_parser.ts'

const hex = (text: string) => Uint8Array.from(text.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16))
const parse = (...portions: readonly Uint8Array[]) => {
  const parser = statusParser()
  return { events: portions.flatMap((portion) => parser.push(portion)), noise: parser.noise() }
}
const only = (text: string) => {
  const { events, noise } = parse(hex(text))
  expect(noise).toBe(0)
  expect(events).toHaveLength(1)
  return events[0]
}

describe('automatic status', () => {
  it.each([
    ['1400000f', null, false],
    ['1400030f', null, true],
    ['1c000c0f', 'paper-end', false],
    ['3c00000f', 'cover-open', false],
    ['1c08000f', 'cutter', false],
    ['1c20000f', 'unrecoverable', false],
    ['1c40000f', 'head-hot', false],
    ['1c00000f', 'offline', false],
  ])('%s means %s, near end %s', (text, fault, nearEnd) => {
    const event = only(text)
    if (event?.kind !== 'asb') throw new Error('not an ASB')
    const reading = readingOfAsb(event.bytes)
    expect(faultOf(reading)).toBe(fault)
    expect(reading.nearEnd).toBe(nearEnd)
  })
  it('gives up a start that was noise and goes on with the next byte', () => {
    const { events, noise } = parse(hex('10161400000f'))
    expect(events).toEqual([
      { kind: 'real-time', byte: 0x16 },
      { kind: 'asb', bytes: [0x14, 0, 0, 0x0f] },
    ])
    expect(noise).toBe(1)
  })
  it.each([
    ['1c12', 1],
    ['1c0012', 2],
    ['1c000c12', 3],
  ])('%s: one that was cut short is noise to its last byte, never the answer to GS r', (text, noise) => {
    expect(parse(hex(text))).toEqual({ events: [{ kind: 'real-time', byte: 0x12 }], noise })
  })
  const set = fc.uniqueArray(fc.constantFrom<number>(0, 1, 2, 3, 5, 6), { maxLength: 2 })
  it('is taken whole with any bits alone and in pairs, in each of its bytes (bits 4 and 7 are fixed)', () => {
    fc.assert(
      fc.property(set, set, set, set, (...bits) => {
        const [a = 0, b = 0, c = 0, d = 0] = bits.map((each) =>
          each.reduce((sum, bit) => sum | (1 << bit), 0),
        )
        const bytes = [(a & 0x6c) | 0x10, b, c, d] as const
        expect(parse(Uint8Array.from(bytes))).toEqual({ events: [{ kind: 'asb', bytes }], noise: 0 })
      }),
    )
  })
})

describe('real-time status', () => {
  it.each([
    [[0x12, 0x12, 0x12, 0x12], null, false],
    [[0x12, 0x12, 0x12, 0x1e], null, true],
    [[0x1a, 0x32, 0x12, 0x72], 'paper-end', false],
    [[0x1a, 0x32, 0x12, 0x7e], 'paper-end', true],
    [[0x1a, 0x16, 0x12, 0x12], 'cover-open', false],
    [[0x3a, 0x52, 0x1a, 0x12], 'cutter', false],
    [[0x1a, 0x52, 0x32, 0x12], 'unrecoverable', false],
    [[0x1a, 0x52, 0x52, 0x12], 'head-hot', false],
    [[0x1a, 0x12, 0x12, 0x12], 'offline', false],
  ])('%j means %s, near end %s', (bytes, fault, nearEnd) => {
    const { events } = parse(Uint8Array.from(bytes))
    const given = events.map((event) => (event.kind === 'real-time' ? event.byte : 0))
    const [a = 0, b = 0, c = 0, d = 0] = given
    const reading = readingOfRealTime(a, b, c, d)
    expect(faultOf(reading)).toBe(fault)
    expect(reading.nearEnd).toBe(nearEnd)
  })
})

describe('queued status, process ids, flow control', () => {
  it.each([
    ['00', { kind: 'paper', nearEnd: false, end: false }],
    ['03', { kind: 'paper', nearEnd: true, end: false }],
    ['0c', { kind: 'paper', nearEnd: false, end: true }],
    ['0f', { kind: 'paper', nearEnd: true, end: true }],
    ['37223030303100', { kind: 'process-id', pid: '0001' }],
    ['3722377e202100', { kind: 'process-id', pid: '7~ !' }],
    ['372500', { kind: 'cleared' }],
    ['11', { kind: 'flow', stopped: false }],
    ['13', { kind: 'flow', stopped: true }],
  ])('%s', (text, event) => {
    expect(only(text)).toEqual(event)
  })
  it('skips and counts what is none of these', () => {
    expect(parse(hex('ff80913799'))).toEqual({ events: [], noise: 5 })
  })
  it('gives up half an answer in silence: the next one is read whole', () => {
    const parser = statusParser()
    expect(parser.push(hex('1c00'))).toEqual([])
    expect(parser.held).toBe(2)
    parser.settle()
    expect([parser.held, parser.noise()]).toEqual([0, 2])
    expect(parser.push(hex('00'))).toEqual([{ kind: 'paper', nearEnd: false, end: false }])
  })
  it('forgets half an answer when the link is new', () => {
    const parser = statusParser()
    expect(parser.push(hex('37223030'))).toEqual([])
    parser.reset()
    expect(parser.push(hex('12'))).toEqual([{ kind: 'real-time', byte: 0x12 }])
  })
})

const low = fc.integer({ min: 0, max: 255 }).map((byte) => byte & 0x6f)
const answer: fc.Arbitrary<{ event: StatusEvent; bytes: number[] }> = fc.oneof(
  fc.tuple(low, low, low, low).map(([a, b, c, d]) => {
    const head = (a & 0x6c) | 0x10
    return { event: { kind: 'asb', bytes: [head, b, c, d] } as const, bytes: [head, b, c, d] }
  }),
  low.map((byte) => {
    const real = (byte & 0x6c) | 0x12
    return { event: { kind: 'real-time', byte: real } as const, bytes: [real] }
  }),
  fc
    .string({
      unit: fc.integer({ min: 0x20, max: 0x7e }).map((c) => String.fromCharCode(c)),
      minLength: 4,
      maxLength: 4,
    })
    .map((pid) => ({
      event: { kind: 'process-id', pid } as const,
      bytes: [0x37, 0x22, ...Array.from(pid, (char) => char.charCodeAt(0)), 0],
    })),
)

describe('any stream', () => {
  it('reads every sequence of answers, however it is cut into portions', () => {
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (answers, portion) => {
        const bytes = answers.flatMap((given) => given.bytes)
        const portions = Array.from({ length: Math.ceil(bytes.length / portion) }, (_, i) =>
          Uint8Array.from(bytes.slice(i * portion, (i + 1) * portion)),
        )
        expect(parse(...portions)).toEqual({ events: answers.map((given) => given.event), noise: 0 })
      }),
    )
  })
  it('reads them the same with flow control sent in between, which ESC/POS allows within an ASB too', () => {
    const places = fc.array(fc.tuple(fc.nat(), fc.constantFrom(0x11, 0x13)), { maxLength: 6 })
    fc.assert(
      fc.property(fc.array(answer, { maxLength: 10 }), places, (answers, flows) => {
        const bytes = answers.flatMap((given) => given.bytes)
        for (const [at, byte] of flows) bytes.splice(at % (bytes.length + 1), 0, byte)
        const { events, noise } = parse(Uint8Array.from(bytes))
        expect(events.filter(({ kind }) => kind !== 'flow')).toEqual(answers.map((given) => given.event))
        expect([events.filter(({ kind }) => kind === 'flow').length, noise]).toEqual([flows.length, 0])
      }),
    )
  })
  it('never fails on 100 000 random bytes, loses none, and still reads the next answer', () => {
    const parser = statusParser()
    let seed = 20310304
    let used = 0
    const size = { asb: 4, 'real-time': 1, paper: 1, 'process-id': 7, cleared: 3, flow: 1 }
    for (let i = 0; i < 100_000; i += 1) {
      seed = (Math.imul(seed, 1664525) + 1013904223) >>> 0
      for (const event of parser.push(Uint8Array.of(seed >>> 24))) used += size[event.kind]
    }
    // No start byte may swallow these: 90 is noise to every answer.
    for (const event of parser.push(new Uint8Array(8).fill(0x90))) used += size[event.kind]
    expect(used + parser.noise()).toBe(100_008)
    expect(parser.push(hex('37223030303100'))).toEqual([{ kind: 'process-id', pid: '0001' }])
  })
})
