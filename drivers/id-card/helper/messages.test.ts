import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { fuzz } from '../../framing/fuzz.fixture.ts'
import { lineEnds, lineReader } from '../../framing/lines.ts'
import { goldenArea } from '../golden.fixture.ts'
import { people } from '../people.fixture.ts'
import { personOf } from './helper_card.ts'
import { type HelperMessage, helperErrors, helperLine, longestHelperLine, requestLine } from './messages.ts'

const area = Buffer.from(goldenArea).toString('base64')
const fields = Object.values(people).map(({ photo: _, nation, ...rest }) =>
  rest.kind === 'mainland' ? { ...rest, nation } : rest,
)
const placement = fc.string({ unit: 'grapheme-ascii', minLength: 1, maxLength: 64 })
const id = fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER })
const message: fc.Arbitrary<HelperMessage> = fc.oneof(
  fc.record({
    v: fc.nat(9),
    hello: fc.record({
      family: fc.constant('id-card' as const),
      name: fc.string({ maxLength: 100 }),
      version: fc.string({ maxLength: 40 }),
    }),
  }),
  fc.record({ v: fc.constant(1 as const), id, error: fc.record({ code: fc.constantFrom(...helperErrors) }) }),
  fc.record({
    v: fc.constant(1 as const),
    id,
    ok: fc.oneof(
      fc.record({ reader: fc.constant('ready' as const), serial: fc.option(fc.string({ maxLength: 64 })) }),
      fc.record({ placement: fc.option(placement) }),
      fc.record({ placement, area: fc.constant(area) }),
      fc.record({ placement, person: fc.constantFrom(...fields) }),
    ),
  }) as fc.Arbitrary<HelperMessage>,
)
const lineOf = (given: unknown) => new TextEncoder().encode(JSON.stringify(given))

test('a request is one line that ends with LF', () => {
  expect(Buffer.from(requestLine(7, { do: 'read', placement: 'p1' })).toString()).toBe(
    '{"v":1,"id":7,"do":"read","placement":"p1"}\n',
  )
})

test('property: round trip', () => {
  fc.assert(
    fc.property(message, (given) => {
      expect(helperLine(lineOf(given))).toEqual(given)
    }),
  )
})

test('property: too small: no beginning of a line is understood', () => {
  fc.assert(
    fc.property(message, fc.nat(), (given, cut) => {
      const line = lineOf(given)
      expect(helperLine(line.slice(0, cut % line.length))).toBeNull()
    }),
  )
})

test('property: trailing text, members that are not listed, and a photo above all, are garbage', () => {
  fc.assert(
    fc.property(message, fc.constantFrom('photo', 'message', 'x'), (given, name) => {
      expect(helperLine(lineOf({ ...given, [name]: 'AAAA' }))).toBeNull()
      expect(helperLine(new Uint8Array([...lineOf(given), 0x7d]))).toBeNull()
    }),
  )
})

test('property: corrupt: a line with a changed byte is garbage or still a message of the contract', () => {
  fc.assert(
    fc.property(message, fc.nat(), fc.nat(255), (given, place, byte) => {
      const line = lineOf(given)
      line[place % line.length] = byte
      const understood = helperLine(line)
      if (understood !== null) expect(helperLine(lineOf(understood))).toEqual(understood)
    }),
    { numRuns: 500 },
  )
})

test('every person in fields is the person of the chip, and what would not fit a chip is refused', () => {
  for (const person of fields)
    expect(personOf({ placement: 'p', person } as never)).toMatchObject({ ok: true, value: person })
  const [first] = fields
  expect(personOf({ placement: 'p', person: { ...first, idNumber: '1' } } as never).ok).toBe(false)
})

test('fuzz: no stream of a helper throws, holds more than a line, or makes a person of a wrong number', () => {
  const good = lineOf({ v: 1, id: 1, ok: { placement: null } })
  const corpus = [
    good,
    lineOf({ v: 1, hello: { family: 'id-card', name: 'x', version: '1' } }),
    lineOf({ v: 1, id: 2, error: { code: 'read-failed' } }),
    lineOf({ v: 1, id: 3, ok: { placement: 'p', area } }),
    ...fields.slice(0, 2).map((person) => lineOf({ v: 1, id: 3, ok: { placement: 'p', person } })),
  ].map((line) => Uint8Array.from([...line, 0x0a]))
  const tokens = ['"', '{', '\n', '\r\n', '\\u0000', '9e999', '__proto__', 'null'].map((word) =>
    new TextEncoder().encode(word),
  )
  let [understood, garbage] = [0, 0]
  const hear = (line: Uint8Array) => {
    const heard = helperLine(line)
    if (heard === null) garbage += 1
    else understood += 1
    if (heard !== null && 'ok' in heard && ('area' in heard.ok || 'person' in heard.ok)) personOf(heard.ok)
  }
  const lines = lineReader({
    ends: lineEnds,
    longest: longestHelperLine,
    onLine: hear,
    onOverlong: () => {
      garbage += 1
    },
  })
  const inputs = fuzz(
    corpus,
    tokens,
    (input, run) => {
      lines.push(input)
      if (lines.held > longestHelperLine) throw new Error(`run ${run}: holds ${lines.held} bytes`)
      if (run % 50 !== 49) return
      lines.push(Uint8Array.of(0x0a))
      const before = understood
      lines.push(Uint8Array.from([...good, 0x0a]))
      if (understood !== before + 1) throw new Error(`run ${run}: lost step`)
    },
    200_000,
  )
  expect(Math.min(understood, garbage)).toBeGreaterThan(inputs / 100)
}, 300_000)

test('a resident card that does not say its nation is believed, as it is from a chip', () => {
  const [resident] = fields.filter(({ kind }) => kind === 'mainland')
  const line = (nation: string) =>
    helperLine(lineOf({ v: 1, id: 1, ok: { placement: 'p1', person: { ...resident, nation } } }))
  expect(['', '97', '01'].map((nation) => line(nation) === null)).toEqual([false, false, false])
  expect(['1', '汉', '001', ' '].map((nation) => line(nation) === null)).toEqual([true, true, true, true])
})
