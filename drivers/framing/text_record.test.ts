import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readText, type TextField, textWriter } from './text_record.ts'

const field: TextField = [4, 30]

test('a rare character outside the basic plane survives', () => {
  const writer = textWriter(40)
  expect(writer.put(field, '䶮𬱖㛃𫖯').ok).toBe(true)
  expect(readText(writer.bytes, field)).toBe('䶮𬱖㛃𫖯')
})

test('property: what fits comes back, and touches no other field', () => {
  const text = fc
    .string({ unit: 'binary', maxLength: 20 })
    .map((raw) => raw.replace(/\0.*$|[ \u3000]+$/su, ''))
  fc.assert(
    fc.property(text, (value) => {
      const writer = textWriter(40)
      const fits = value.length <= 15
      expect(writer.put(field, value).ok).toBe(fits)
      expect(readText(writer.bytes, field)).toBe(fits ? value : '')
      expect(readText(writer.bytes, [0, 4]) + readText(writer.bytes, [34, 6])).toBe('')
    }),
  )
})

test.each([
  ['spaces', '张三', ' ', '张三'],
  ['full-width spaces', '张三', '\u3000', '张三'],
  ['both', '张三\u3000 ', '\u3000', '张三'],
  ['nothing but full-width spaces', '', '\u3000', ''],
  ['NULs', '张三', '\0', '张三'],
  ['a NUL and what was there before', '张三\0王五', ' ', '张三'],
  ['a space between two names, which is no padding', '张\u3000三', ' ', '张\u3000三'],
])('padded with %s', (_, text, pad, read) => {
  expect(readText(Buffer.from(text.padEnd(15, pad), 'utf16le'), [0, 30])).toBe(read)
})

test('half a surrogate pair is replaced, a cut record is read as far as it goes', () => {
  expect(readText(Uint8Array.of(0x00, 0xd8, 0x41, 0x00, 0x20, 0), [0, 8])).toBe('\ufffdA')
  expect(readText(Uint8Array.of(0x41, 0, 0x42), [0, 8])).toBe('A')
  expect(readText(Uint8Array.of(0x41, 0), [10, 8])).toBe('')
})
