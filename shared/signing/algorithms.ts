import { createHash, createHmac, type KeyObject, sign, timingSafeEqual, verify } from 'node:crypto'

/** What one side of a wire signs with. The tag travels with each signature, so that SM2 with SM3 can be added here. */
export type SigningKey =
  | { readonly algorithm: 'HMAC-SHA256'; readonly secret: string }
  | { readonly algorithm: 'ED25519'; readonly privateKey: KeyObject }

/** What the other side checks with. */
export type VerifyingKey =
  | { readonly algorithm: 'HMAC-SHA256'; readonly secret: string }
  | { readonly algorithm: 'ED25519'; readonly publicKey: KeyObject }

const hmac = (secret: string, text: string) => createHmac('sha256', secret).update(text).digest('hex')

/** Signs a text; the answer is '<algorithm>:<hex>'. */
export function signText(key: SigningKey, text: string): string {
  const signature =
    key.algorithm === 'HMAC-SHA256'
      ? hmac(key.secret, text)
      : sign(null, Buffer.from(text), key.privateKey).toString('hex')
  return `${key.algorithm}:${signature}`
}

function sameText(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Whether a signature is the key owner's over a text; one made with another algorithm is not. */
export function verifyText(key: VerifyingKey, text: string, signature: string): boolean {
  const [algorithm, hex = ''] = signature.split(':')
  if (algorithm !== key.algorithm) return false
  if (key.algorithm === 'HMAC-SHA256') return sameText(hmac(key.secret, text), hex)
  return (
    /^[0-9a-f]{128}$/.test(hex) && verify(null, Buffer.from(text), key.publicKey, Buffer.from(hex, 'hex'))
  )
}

/** The digest of a text, 'SHA-256:<hex>'. */
export const digestOf = (text: string): string => `SHA-256:${createHash('sha256').update(text).digest('hex')}`

/** The digest of a day's records: of their hashes in order of revision, one a line. */
export const recordsDigest = (hashes: readonly string[]): string => digestOf(hashes.join('\n'))
