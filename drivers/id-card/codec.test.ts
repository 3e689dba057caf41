import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { err, ok } from '#basics'
import { concatBytes } from '../framing/bytes.ts'
import { fuzz } from '../framing/fuzz.fixture.ts'
import { decodeArea, decodeContent, encodeArea, encodeContent } from './codec.ts'
import { checkCharacter } from './gb11643.ts'
import { goldenArea } from './golden.fixture.ts'
import { people } from './people.fixture.ts'
import { chipOf } from './simulator_chip.ts'
import type { CardPerson } from './types.ts'

const noPhoto = new Uint8Array(0)

const text = (max: number) =>
  fc.string({ unit: 'binary', maxLength: max }).map((raw) =>
    raw
      .slice(0, max)
      .toWellFormed()
      .replace(/\0.*$|[ \u3000]+$/su, ''),
  )
const date = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2099-12-31'), noInvalidDate: true })
  .map((day) => day.toISOString().slice(0, 10))
const digits = (count: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: count, maxLength: count })
const photo = fc.uint8Array({ maxLength: 1_024 })

/** A person whose number fits the birth date. */
const numbered = fc
  .record({ region: digits(6), birthDate: date, order: digits(3) })
  .map(({ region, birthDate, order }) => {
    const first17 = region + birthDate.replaceAll('-', '') + order
    return { birthDate, idNumber: first17 + checkCharacter(first17) }
  })
const common = fc.record({
  name: text(15),
  sex: fc.constantFrom('male', 'female', 'unknown'),
  validFrom: date,
  validTo: fc.oneof(date, fc.constant('long-term')),
  photo,
})
const person = fc.oneof(
  fc
    .tuple(common, numbered, fc.record({ nation: digits(2), address: text(35), authority: text(15) }))
    .map(([a, b, c]): CardPerson => ({ kind: 'mainland', ...a, ...b, ...c })),
  fc
    .tuple(
      common,
      numbered,
      fc.record({ address: text(35), authority: text(15), passNumber: text(9), issueCount: digits(2) }),
    )
    .map(([a, b, c]): CardPerson => ({ kind: 'hmt', nation: null, ...a, ...b, ...c })),
  fc
    .tuple(
      common,
      fc.record({ birthDate: date, idNumber: digits(12).map((number) => `FRA${number}`) }),
      fc.record({ englishName: text(60), country: text(3), version: digits(2), authorityCode: digits(4) }),
    )
    .map(([a, b, c]): CardPerson => ({ kind: 'foreigner-2017', nation: null, ...a, ...b, ...c })),
  fc
    .tuple(
      common,
      numbered,
      fc.record({ englishName: text(46), country: digits(3), renewals: digits(2), oldNumberLink: text(3) }),
    )
    // A pair cut at the seam of the two places, or white that is no space there, would not come back.
    .filter(
      ([, , { englishName }]) =>
        englishName.slice(0, 35).isWellFormed() && !/\u3000 *$/.test(englishName.slice(0, 35)),
    )
    .map(([a, b, c]): CardPerson => ({ kind: 'foreigner-2023', nation: null, ...a, ...b, ...c })),
)

const encoded = (of: CardPerson): Uint8Array => {
  const content = encodeContent(of)
  if (!content.ok) throw new Error(content.error)
  return content.value
}

test('the golden area of a resident', () => {
  expect(goldenArea).toHaveLength(256)
  expect(decodeArea(goldenArea, noPhoto)).toEqual(
    ok({
      kind: 'mainland',
      name: '张三',
      sex: 'male',
      nation: '01',
      birthDate: '1990-03-07',
      address: '北京市东城区样例街１号',
      idNumber: '110101199003070011',
      authority: '北京市公安局东城分局',
      validFrom: '2020-01-01',
      validTo: '2040-01-01',
      photo: noPhoto,
    }),
  )
})

test.each(Object.entries(people))('the chip of %s, written by the simulator, is read', (_, given) => {
  const chip = chipOf(given, {})
  expect(chip.area).toHaveLength(256)
  expect(decodeArea(chip.area, chip.photo)).toEqual(ok(given))
  expect(encodeArea(given)).toEqual(ok(new Uint8Array(chip.area)))
})

test('a card that never expires, and names with rare characters', () => {
  const given = { ...people.mainland, name: '欧阳䶮𬱖㛃𫖯', validTo: 'long-term' as const }
  const chip = chipOf(given, {})
  expect(decodeArea(chip.area, chip.photo)).toEqual(ok(given))
})

test.each([
  ['full-width spaces', '\u3000'],
  ['NULs', '\0'],
])('cards of all four layouts that were filled up with %s say the same', (_, pad) => {
  for (const given of [...Object.values(people), { ...people.mainland, validTo: 'long-term' as const }]) {
    const texts = Buffer.from(chipOf(given, {}).area).toString('utf16le')
    const area = Buffer.from(
      texts.replace(/ {2,}/g, (run) => pad.repeat(run.length)),
      'utf16le',
    )
    expect(decodeArea(area, given.photo)).toEqual(ok(given))
  }
})

test('property: round trip of all four layouts, by both writers', () => {
  fc.assert(
    fc.property(person, (given) => {
      expect(decodeContent(encoded(given))).toEqual(ok(given))
      const chip = chipOf(given, {})
      expect(decodeArea(chip.area, chip.photo)).toEqual(ok(given))
    }),
    { numRuns: 500 },
  )
})

test('property: too small: a shortened reply is refused', () => {
  fc.assert(
    fc.property(person, fc.nat(), (given, cut) => {
      const content = encoded(given)
      expect(decodeContent(content.slice(0, cut % content.length))).toEqual(err('wrong-size'))
    }),
  )
})

test('property: trailing bytes are refused', () => {
  fc.assert(
    fc.property(person, fc.uint8Array({ minLength: 1, maxLength: 40 }), (given, more) => {
      expect(decodeContent(concatBytes(encoded(given), more))).toEqual(err('wrong-size'))
      const area = encodeArea(given)
      if (area.ok) expect(decodeArea(concatBytes(area.value, more), noPhoto)).toEqual(err('wrong-size'))
    }),
  )
})

test('property: a corrupt area is refused, or what is read writes the same fields again', () => {
  const damage = fc.array(fc.tuple(fc.nat(255), fc.integer({ min: 0, max: 255 })), { minLength: 1 })
  fc.assert(
    fc.property(person, damage, (given, changes) => {
      const area = Uint8Array.from(chipOf(given, {}).area)
      for (const [at, byte] of changes) area[at] = byte
      const read = decodeArea(area, noPhoto)
      if (read.ok) expect(decodeContent(encoded(read.value))).toEqual(read)
      else expect(read.error).toMatch(/^(unknown-layout|bad-sex|bad-date|bad-number)$/)
    }),
    { numRuns: 1_000 },
  )
})

test('a changed digit of the number, the birth date or the sex is refused', () => {
  const change = (offset: number, character: string) => {
    const area = Uint8Array.from(goldenArea)
    area[offset] = character.charCodeAt(0)
    return decodeArea(area, noPhoto)
  }
  expect(change(122, '2')).toEqual(err('bad-number'))
  expect(change(30, '3')).toEqual(err('bad-sex'))
  expect(change(36, 'x')).toEqual(err('bad-date'))
  expect(change(204, '9').ok).toBe(true)
  expect(change(212, '9')).toEqual(err('bad-date'))
  expect(change(248, 'Q')).toEqual(err('unknown-layout'))
})

test('what does not fit a chip is not written', () => {
  expect(encodeArea({ ...people.mainland, name: '一二三四五六七八九十一二三四五六' })).toEqual(
    err('does-not-fit'),
  )
  expect(encodeArea({ ...people.foreigner2023, englishName: 'A'.repeat(47) })).toEqual(err('does-not-fit'))
})

test('fuzz: no content of a chip throws, and no person is made of a number or a date that cannot be', () => {
  const corpus = Object.values(people).map((given) => encoded({ ...given, photo: noPhoto }))
  const tokens = ['J', 'I', 'Y', '长期', '20260230', 'X', '\ud800', '\u0000'].map((word) =>
    Uint8Array.from(Buffer.from(word, 'utf16le')),
  )
  let [read, refused] = [0, 0]
  const inputs = fuzz(corpus, tokens, (input, run) => {
    const decoded = decodeContent(input)
    if (!decoded.ok) {
      refused += 1
      return
    }
    read += 1
    const { birthDate, kind, idNumber } = decoded.value
    if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) throw new Error(`run ${run}: ${birthDate}`)
    const right = kind === 'foreigner-2017' || checkCharacter(idNumber.slice(0, 17)) === idNumber[17]
    if (!right) throw new Error(`run ${run}: ${idNumber}`)
  })
  expect(Math.min(read, refused)).toBeGreaterThan(inputs / 100)
}, 300_000)
