import {
  createCipheriv,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  hkdfSync,
  randomBytes,
} from 'node:crypto'

/** SPKI of a raw X25519 key (RFC 8410): what comes before its 32 bytes. */
const head = Buffer.from('302a300506032b656e032100', 'hex')

/**
 * Seals personal data to the hub: this machine cannot open it again, whoever has it. The layout is the protocol's
 * `sealedText`; `publicKey` is the hub's, raw X25519, base64url.
 */
export function sealPost(publicKey: string, fields: Readonly<Record<string, string>>): string {
  const hub = Buffer.from(publicKey, 'base64url')
  const recipient = createPublicKey({ key: Buffer.concat([head, hub]), format: 'der', type: 'spki' })
  const ephemeral = generateKeyPairSync('x25519')
  const sender = ephemeral.publicKey.export({ format: 'der', type: 'spki' }).subarray(head.length)
  const secret = diffieHellman({ privateKey: ephemeral.privateKey, publicKey: recipient })
  const salt = Buffer.concat([sender, hub])
  const key = Buffer.from(hkdfSync('sha256', secret, salt, 'civic-hall sealed 1', 32))
  const nonce = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', key, nonce)
  const body = Buffer.concat([cipher.update(JSON.stringify(fields), 'utf8'), cipher.final()])
  return Buffer.concat([sender, nonce, cipher.getAuthTag(), body]).toString('base64url')
}
