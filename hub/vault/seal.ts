import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { present } from '#basics'
import type { SealedField } from '../store/event_store.ts'
import type { VaultKeys } from './keys.ts'

/** Tag of the way a field is sealed, kept beside it so that another way can follow (SM4 for 密评). */
const algorithm = 'AES-256-GCM'
const tagBytes = 16
const nonceBytes = 12

const poolNonces = 512
let pool = Buffer.alloc(0)
let used = 0

/** A fresh random nonce; the system is asked for many at a time. */
function freshNonce(): Buffer {
  if (used + nonceBytes > pool.length) {
    pool = randomBytes(nonceBytes * poolNonces)
    used = 0
  }
  used += nonceBytes
  return pool.subarray(used - nonceBytes, used)
}

type Place = Pick<SealedField, 'ref' | 'kind' | 'field' | 'at' | 'lookup'>

/** What a sealed field is bound to: moved to another row or column it no longer opens. */
const boundTo = ({ ref, field }: Pick<SealedField, 'ref' | 'field'>, keyId: string) =>
  Buffer.from(`vault|${ref}|${field}|${keyId}`)

/** Seals one field (text as UTF-8, or bytes): AES-256-GCM, fresh 96-bit nonce, bound to table, row, column and key. */
export function sealField(keys: VaultKeys, place: Place, content: string | Uint8Array): SealedField {
  const clear = typeof content === 'string' ? Buffer.from(content, 'utf8') : content
  const keyId = keys.sealing
  const nonce = freshNonce()
  const cipher = createCipheriv('aes-256-gcm', present(keys.keys[keyId], `key ${keyId}`), nonce)
  cipher.setAAD(boundTo(place, keyId))
  const body = Buffer.concat([cipher.update(clear), cipher.final()])
  return { ...place, algorithm, keyId, nonce, sealed: Buffer.concat([cipher.getAuthTag(), body]) }
}

/** Opens one field as bytes; throws when it was changed, moved, or sealed with a key that is not here. */
export function openBytes(keys: VaultKeys, field: SealedField): Buffer {
  const key = present(keys.keys[field.keyId], `key ${field.keyId}`)
  const decipher = createDecipheriv('aes-256-gcm', key, field.nonce, { authTagLength: tagBytes })
  decipher.setAAD(boundTo(field, field.keyId))
  decipher.setAuthTag(field.sealed.subarray(0, tagBytes))
  return Buffer.concat([decipher.update(field.sealed.subarray(tagBytes)), decipher.final()])
}

/** Opens one field as text. */
export const openField = (keys: VaultKeys, field: SealedField): string =>
  openBytes(keys, field).toString('utf8')
