import { createPrivateKey, createPublicKey, hkdfSync } from 'node:crypto'
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

/** A 32-byte key for one purpose out of a secret (HKDF-SHA256, RFC 5869). */
export const derivedKey = (secret: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'civic-hall', purpose, 32))
