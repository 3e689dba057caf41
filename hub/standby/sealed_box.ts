import {
  createCipheriv,
  createDecipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  type KeyObject,
  randomBytes,
} from 'node:crypto'

/**
 * A box only the recovery key opens: 'CHB1', the sender's X25519 public key of this box alone (32 bytes), nonce (12),
 * tag (16), then AES-256-GCM under HKDF-SHA256 of both keys' secret. The first four bytes name the way it is sealed,
 * so that another can follow (SM4 for 密评).
 */
const way = Buffer.from('CHB1')
const sizes = { way: 4, key: 32, nonce: 12, tag: 16 } as const
/** RFC 8410: the DER around the 32 bytes of an X25519 public key. */
const publicPrefix = Buffer.from('302a300506032b656e032100', 'hex')

const rawOf = (key: KeyObject) => key.export({ format: 'der', type: 'spki' }).subarray(publicPrefix.length)

const keyFrom = (secret: Buffer, sender: Buffer) =>
  Buffer.from(hkdfSync('sha256', secret, sender, 'civic-hall sealed box', 32))

/** Seals bytes for a public half (base64 SPKI), bound to what they are: a box passed off as another does not open. */
export function sealBox(publicKey: string, what: string, content: Uint8Array): Buffer {
  const receiver = createPublicKey({ key: Buffer.from(publicKey, 'base64'), format: 'der', type: 'spki' })
  const pair = generateKeyPairSync('x25519')
  const sender = rawOf(pair.publicKey)
  const secret = diffieHellman({ privateKey: pair.privateKey, publicKey: receiver })
  const nonce = randomBytes(sizes.nonce)
  const cipher = createCipheriv('aes-256-gcm', keyFrom(secret, sender), nonce)
  cipher.setAAD(Buffer.from(what))
  const body = Buffer.concat([cipher.update(content), cipher.final()])
  return Buffer.concat([way, sender, nonce, cipher.getAuthTag(), body])
}

/** Opens a box; throws when it was changed, is another than was meant, or was sealed for another key. */
export function openBox(privateKey: KeyObject, what: string, box: Uint8Array): Buffer {
  const bytes = Buffer.from(box)
  const part = (from: number, length: number) => bytes.subarray(from, from + length)
  if (!part(0, sizes.way).equals(way)) throw new Error('this is no sealed box of a way this program knows')
  const sender = part(sizes.way, sizes.key)
  const publicKey = createPublicKey({
    key: Buffer.concat([publicPrefix, sender]),
    format: 'der',
    type: 'spki',
  })
  const secret = diffieHellman({ privateKey, publicKey })
  const decipher = createDecipheriv(
    'aes-256-gcm',
    keyFrom(secret, sender),
    part(sizes.way + sizes.key, sizes.nonce),
    { authTagLength: sizes.tag },
  )
  const header = sizes.way + sizes.key + sizes.nonce
  decipher.setAAD(Buffer.from(what))
  decipher.setAuthTag(part(header, sizes.tag))
  return Buffer.concat([decipher.update(bytes.subarray(header + sizes.tag)), decipher.final()])
}
