import { createPrivateKey, createPublicKey, generateKeyPairSync, hkdfSync, type KeyObject } from 'node:crypto'
import type { SigningKey, VerifyingKey } from './algorithms.ts'

const ed25519 = 'ED25519:'
const der = (text: string) => Buffer.from(text.slice(ed25519.length), 'base64')

/** Reads a signing key: 'ED25519:<base64 PKCS #8>', or any other text as the shared secret of HMAC-SHA256. */
export const signingKey = (text: string): SigningKey =>
  text.startsWith(ed25519)
    ? { algorithm: 'ED25519', privateKey: createPrivateKey({ key: der(text), format: 'der', type: 'pkcs8' }) }
    : { algorithm: 'HMAC-SHA256', secret: text }

/** Reads a verifying key: 'ED25519:<base64 SubjectPublicKeyInfo>', or the shared secret of HMAC-SHA256. */
export const verifyingKey = (text: string): VerifyingKey =>
  text.startsWith(ed25519)
    ? { algorithm: 'ED25519', publicKey: createPublicKey({ key: der(text), format: 'der', type: 'spki' }) }
    : { algorithm: 'HMAC-SHA256', secret: text }

const spkiText = (key: KeyObject) =>
  `${ed25519}${key.export({ format: 'der', type: 'spki' }).toString('base64')}`

/** Makes a signing key 'ED25519:<base64 PKCS #8>'. */
export const freshSigningKey = (): string => {
  const { privateKey } = generateKeyPairSync('ed25519')
  return `${ed25519}${privateKey.export({ format: 'der', type: 'pkcs8' }).toString('base64')}`
}

/** The public half of a signing key, 'ED25519:<base64 SubjectPublicKeyInfo>'; null for a shared secret. */
export function publicHalf(text: string): string | null {
  const key = signingKey(text)
  return key.algorithm === 'ED25519' ? spkiText(createPublicKey(key.privateKey)) : null
}

/** Whether a text is the public half of an Ed25519 key as it is written between the two sides. */
export function isPublicKey(text: string): boolean {
  if (!text.startsWith(ed25519)) return false
  try {
    const key = verifyingKey(text)
    return key.algorithm === 'ED25519' && key.publicKey.asymmetricKeyType === 'ed25519'
  } catch {
    return false
  }
}

/** A 32-byte key for one purpose out of a secret (HKDF-SHA256, RFC 5869). */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'civic-hall', purpose, 32))
