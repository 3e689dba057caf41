import fc from 'fast-check'
import { expect, test } from 'vitest'
import { canonicalJson } from './canonical_json.ts'

test('members stand in the order of their names, at every depth', () => {
  expect(canonicalJson({ b: [{ d: 1, c: null }], a: '号', gone: undefined })).toBe(
    '{"a":"号","b":[{"c":null,"d":1}]}',
  )
})

test('is JSON of the same value, and one text whatever the order of writing', () => {
  fc.assert(
    fc.property(fc.jsonValue({ depthSize: 'small' }), (value) => {
      const text = canonicalJson(value)
      expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)))
      expect(canonicalJson(JSON.parse(text))).toBe(text)
    }),
    { seed: 20260101, verbose: 1 },
  )
})
