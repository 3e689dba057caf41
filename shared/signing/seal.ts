import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'

const tag = 'AES-256-GCM'
const nonceBytes = 12
const markBytes = 16

/** Seals a text with a 32-byte key, bound to a purpose; the answer is 'AES-256-GCM:<base64>', so that SM4 can follow. */
export function sealText(key: Buffer, text: string, purpose: string): string {
  const nonce = randomBytes(nonceBytes)
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(purpose))
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
  return `${tag}:${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64')}`
}

/** Opens a sealed text; null when it was not sealed with this key and purpose. */
export function openText(key: Buffer, sealed: string, purpose: string): string | null {
  const [algorithm, content = ''] = sealed.split(':')
  const bytes = Buffer.from(content, 'base64')
  if (algorithm !== tag || bytes.length < nonceBytes + markBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, nonceBytes))
    decipher.setAAD(Buffer.from(purpose)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + markBytes))
    const rest = bytes.subarray(nonceBytes + markBytes)
    return Buffer.concat([decipher.update(rest), decipher.final()]).toString('utf8')
  } catch {
    return null
  }
}
