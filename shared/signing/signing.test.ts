import { generateKeyPairSync } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { derivedKey, openText, sealText, signingKey, signText, verifyingKey, verifyText } from './index.ts'

const pair = generateKeyPairSync('ed25519')
const spki = `ED25519:${pair.publicKey.export({ format: 'der', type: 'spki' }).toString('base64')}`
const pkcs8 = `ED25519:${pair.privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`
const kinds = [
  ['HMAC-SHA256', 'one shared secret', 'one shared secret'],
  ['ED25519', pkcs8, spki],
] as const

describe.each(kinds)('%s', (algorithm, own, others) => {
  test('a signature holds for its text and no other', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (text, other) => {
        const signature = signText(signingKey(own), text)
        expect(signature.startsWith(`${algorithm}:`)).toBe(true)
        expect(verifyText(verifyingKey(others), text, signature)).toBe(true)
        expect(verifyText(verifyingKey(others), other, signature)).toBe(other === text)
      }),
      { numRuns: 50 },
    )
  })

  test('a damaged signature or another algorithm does not', () => {
    const key = verifyingKey(others)
    const signature = signText(signingKey(own), 'text')
    expect(verifyText(key, 'text', signature.slice(0, -1))).toBe(false)
    expect(verifyText(key, 'text', signature.replace(algorithm, 'SM2-SM3'))).toBe(false)
    expect(verifyText(key, 'text', '')).toBe(false)
  })
})

test('what is sealed opens with its key and purpose only', () => {
  const key = derivedKey('a secret', 'person')
  const sealed = sealText(key, '姓名', 'site-1')
  expect(openText(key, sealed, 'site-1')).toBe('姓名')
  expect(openText(key, sealed, 'site-2')).toBeNull()
  expect(openText(derivedKey('another', 'person'), sealed, 'site-1')).toBeNull()
  expect(openText(key, `${sealed.slice(0, -8)}AAAAAAA=`, 'site-1')).toBeNull()
  expect(openText(key, 'AES-256-GCM:', 'site-1')).toBeNull()
})
