import { createPrivateKey, createPublicKey, hash, hkdfSync, type KeyObject, randomBytes } from 'node:crypto'
import { err, ok, type Result } from '#basics'

// Crockford's alphabet, as pairing codes have it: nothing in it is mistaken for something else on paper.
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const seedBytes = 16
const groupLength = 4

/** RFC 8410: the DER around the 32 bytes of an X25519 private key. */
const privatePrefix = Buffer.from('302e020100300506032b656e04220420', 'hex')

/** 128 bits in 26 letters, two more to find a slip of the pen. */
function lettersOf(seed: Uint8Array): string {
  let bits = BigInt(`0x${Buffer.from(seed).toString('hex')}`) << 2n
  let letters = ''
  for (let place = 0; place < 26; place += 1) {
    letters = alphabet[Number(bits & 31n)] + letters
    bits >>= 5n
  }
  return letters
}

function checkOf(seed: Uint8Array): string {
  const [first = 0, second = 0] = hash('sha256', Buffer.from(seed), 'buffer')
  return `${alphabet[first & 31]}${alphabet[second & 31]}`
}

/** A recovery key as it is written on paper: seven groups of four letters. */
export function writeKey(seed: Uint8Array): string {
  const letters = lettersOf(seed) + checkOf(seed)
  return (letters.match(new RegExp(`.{${groupLength}}`, 'g')) ?? []).join('-')
}

/** Reads a key as a person types it: blanks, hyphens, small letters, O for 0 and I or L for 1 do not matter. */
function readSeed(typed: string): Uint8Array | null {
  const letters = typed.toUpperCase().replaceAll(/[\s-]/g, '').replaceAll('O', '0').replaceAll(/[IL]/g, '1')
  if (letters.length !== 28 || [...letters].some((letter) => !alphabet.includes(letter))) return null
  let bits = 0n
  for (const letter of letters.slice(0, 26)) bits = (bits << 5n) | BigInt(alphabet.indexOf(letter))
  const seed = Buffer.from(
    ((bits >> 2n) & ((1n << 128n) - 1n)).toString(16).padStart(seedBytes * 2, '0'),
    'hex',
  )
  return lettersOf(seed) + checkOf(seed) === letters ? seed : null
}

/** The private key a typed recovery key stands for (X25519, derived by HKDF-SHA256); the error is a sentence. */
export function openRecoveryKey(typed: string): Result<KeyObject, string> {
  const seed = readSeed(typed)
  if (seed === null)
    return err(
      'This is no recovery key: it has seven groups of four letters. Compare it with the paper, letter by letter.',
    )
  const bytes = Buffer.from(hkdfSync('sha256', seed, 'civic-hall', 'recovery key', 32))
  return ok(createPrivateKey({ key: Buffer.concat([privatePrefix, bytes]), format: 'der', type: 'pkcs8' }))
}

/** The public half as base64 (SPKI): what the hub keeps, and all it needs to seal. */
export const publicHalf = (privateKey: KeyObject): string =>
  createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('base64')

/** A fresh recovery key, as text for paper. */
export const freshRecoveryKey = (): string => writeKey(randomBytes(seedBytes))
