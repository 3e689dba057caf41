import {
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  hkdfSync,
  type KeyObject,
} from 'node:crypto'
import { z } from 'zod'

/** PKCS#8 of a raw X25519 private key and SPKI of a raw public one (RFC 8410): what comes before the 32 bytes. */
const privateHead = Buffer.from('302e020100300506032b656e04220420', 'hex')
const publicHead = Buffer.from('302a300506032b656e032100', 'hex')
const parts = { key: 32, nonce: 12, tag: 16 } as const
const fields = z.record(z.string(), z.string())

/** Opens what machines sealed while the hub was away; the layout is the protocol's `sealedText`. */
export interface SealedPost {
  /** Raw public key, base64url: what machines seal to. */
  readonly publicKey: string
  /** The sealed fields by name, or null when they were not sealed to this key or were changed. */
  open(sealed: string): Readonly<Record<string, string>> | null
}

/** Makes the post box of a vault: its key follows from the vault's look-up key, so that all hubs of a centre share it. */
export function sealedPost(lookup: KeyObject): SealedPost {
  const seed = Buffer.from(hkdfSync('sha256', lookup, '', 'civic-hall sealed post', parts.key))
  const own = createPrivateKey({ key: Buffer.concat([privateHead, seed]), format: 'der', type: 'pkcs8' })
  const rawPublic = createPublicKey(own).export({ format: 'der', type: 'spki' }).subarray(publicHead.length)

  const opened = (bytes: Buffer): string => {
    const sender = bytes.subarray(0, parts.key)
    const publicKey = createPublicKey({
      key: Buffer.concat([publicHead, sender]),
      format: 'der',
      type: 'spki',
    })
    const secret = diffieHellman({ privateKey: own, publicKey })
    const salt = Buffer.concat([sender, rawPublic])
    const key = Buffer.from(hkdfSync('sha256', secret, salt, 'civic-hall sealed 1', parts.key))
    const nonceEnd = parts.key + parts.nonce
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(parts.key, nonceEnd), {
      authTagLength: parts.tag,
    })
    decipher.setAuthTag(bytes.subarray(nonceEnd, nonceEnd + parts.tag))
    return decipher.update(bytes.subarray(nonceEnd + parts.tag), undefined, 'utf8') + decipher.final('utf8')
  }
  return {
    publicKey: rawPublic.toString('base64url'),
    open(sealed) {
      try {
        return fields.parse(JSON.parse(opened(Buffer.from(sealed, 'base64url'))))
      } catch {
        return null
      }
    },
  }
}
