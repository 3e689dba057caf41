import fc from 'fast-check'
import { expect, test } from 'vitest'
import { concatBytes, fromHex, sameBytes, toHex, u16At, xorOf } from './bytes.ts'

test('hexadecimal both ways', () => {
  expect(toHex(Uint8Array.of(0, 0xaa, 5))).toBe('00AA05')
  fc.assert(fc.property(fc.uint8Array(), (bytes) => sameBytes(fromHex(toHex(bytes)), bytes)))
  expect(() => fromHex('0')).toThrow('not hexadecimal')
  expect(() => fromHex('0g')).toThrow('not hexadecimal')
})

test('joins, compares, adds up', () => {
  const joined = concatBytes(Uint8Array.of(1), Uint8Array.of(), Uint8Array.of(2, 3))
  expect([...joined]).toEqual([1, 2, 3])
  expect(sameBytes(joined, Uint8Array.of(1, 2))).toBe(false)
  expect(sameBytes(joined, Uint8Array.of(1, 2, 4))).toBe(false)
  expect(xorOf(fromHex('0003 2001'))).toBe(0x22)
  expect(u16At(fromHex('000508'), 1)).toBe(0x0508)
})
