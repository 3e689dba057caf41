import { randomBytes } from 'node:crypto'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { freshRecoveryKey, openRecoveryKey, publicHalf, writeKey } from './recovery_key.ts'
import { openBox, sealBox } from './sealed_box.ts'

const seed = fc.uint8Array({ minLength: 16, maxLength: 16 })
const opened = (typed: string) => {
  const key = openRecoveryKey(typed)
  if (!key.ok) throw new Error(key.error)
  return key.value
}

test('a key survives paper: groups, small letters, blanks, O for 0, I and L for 1', () => {
  fc.assert(
    fc.property(seed, (bytes) => {
      const written = writeKey(bytes)
      expect(written).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){6}[0-9A-HJKMNP-TV-Z]{4}$/)
      const typed = written.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l')
      expect(publicHalf(opened(typed))).toBe(publicHalf(opened(written)))
    }),
    { numRuns: 50 },
  )
})

test('different keys have different halves; what is no key is refused', () => {
  const halves = new Set(Array.from({ length: 50 }, () => publicHalf(opened(freshRecoveryKey()))))
  expect(halves.size).toBe(50)
  for (const typed of ['', 'AAAA', 'U'.repeat(28), '民'.repeat(28), `${freshRecoveryKey()}0`])
    expect(openRecoveryKey(typed).ok).toBe(false)
})

test('of slips of one letter nearly all are noticed, and none opens anything', () => {
  const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
  const key = freshRecoveryKey()
  const half = publicHalf(opened(key))
  let unnoticed = 0
  let slips = 0
  for (const [place, right] of [...key].entries())
    for (const wrong of right === '-' ? '' : alphabet) {
      if (wrong === right) continue
      slips += 1
      const slipped = openRecoveryKey(key.slice(0, place) + wrong + key.slice(place + 1))
      if (!slipped.ok) continue
      unnoticed += 1
      expect(publicHalf(slipped.value)).not.toBe(half)
    }
  // Two check letters: one slip in 1,024 looks right.
  expect(unnoticed).toBeLessThan(slips / 100)
})

test('a box opens for its key alone, whole, and as what it was sealed', () => {
  const key = opened(freshRecoveryKey())
  const half = publicHalf(key)
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), fc.nat(), (content, place) => {
      const box = sealBox(half, 'log|s|0|9', content)
      expect(new Uint8Array(openBox(key, 'log|s|0|9', box))).toEqual(content)
      expect(() => openBox(key, 'log|s|9|9', box)).toThrow()
      expect(() => openBox(opened(freshRecoveryKey()), 'log|s|0|9', box)).toThrow()
      const changed = Buffer.from(box)
      const at = place % changed.length
      changed[at] = (changed[at] ?? 0) ^ 1
      expect(() => openBox(key, 'log|s|0|9', changed)).toThrow()
      expect(() => openBox(key, 'log|s|0|9', box.subarray(0, at))).toThrow()
    }),
    { numRuns: 60 },
  )
  expect(sealBox(half, 'x', randomBytes(0))).not.toEqual(sealBox(half, 'x', randomBytes(0)))
})
