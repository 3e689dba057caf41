import fc from 'fast-check'
import { expect, test } from 'vitest'
import { lineEnds, lineReader } from './lines.ts'

function reading(longest: number, portions: readonly Uint8Array[]) {
  const told: string[] = []
  const reader = lineReader({
    ends: lineEnds,
    longest,
    onLine: (line) => told.push(new TextDecoder('latin1').decode(line)),
    onOverlong: () => told.push('(overlong)'),
  })
  for (const portion of portions) reader.push(portion)
  return { reader, told }
}

const bytes = (text: string) => new TextEncoder().encode(text)
const line = fc.stringMatching(/^[\x20-\x7e]{1,40}$/)

test('property: round trip, whatever ends the lines and however they are portioned', () => {
  fc.assert(
    fc.property(
      fc.array(line),
      fc.constantFrom('\r', '\n', '\r\n'),
      fc.integer({ min: 1, max: 9 }),
      (given, end, size) => {
        const stream = bytes(given.map((each) => each + end).join(''))
        const portions = Array.from({ length: Math.ceil(stream.length / size) }, (_, i) =>
          stream.slice(i * size, (i + 1) * size),
        )
        const { reader, told } = reading(40, portions)
        expect([told, reader.held]).toEqual([given, 0])
      },
    ),
  )
})

test('property: too small: without its end a line is not told, and can be forgotten', () => {
  fc.assert(
    fc.property(line, (given) => {
      const { reader, told } = reading(40, [bytes(given)])
      expect([told, reader.held]).toEqual([[], given.length])
      reader.reset()
      reader.push(bytes('next\n'))
      expect(told).toEqual(['next'])
    }),
  )
})

test('property: an overlong line is told once as such, whatever its length, and the next line is whole', () => {
  fc.assert(
    fc.property(fc.integer({ min: 9, max: 500 }), line, (length, next) => {
      const { reader, told } = reading(8, [bytes(`${'x'.repeat(length)}\n${next.slice(0, 8)}\r\n`)])
      expect([told, reader.held]).toEqual([['(overlong)', next.slice(0, 8)], 0])
    }),
  )
})

test('who is told of a line may push and reset', () => {
  const told: string[] = []
  const reader = lineReader({
    ends: lineEnds,
    longest: 8,
    onLine(given) {
      told.push(new TextDecoder().decode(given))
      if (told.length === 1) reader.push(bytes('b\n'))
      reader.reset()
    },
    onOverlong: () => undefined,
  })
  reader.push(bytes('a\n'))
  expect(told).toEqual(['a', 'b'])
})
