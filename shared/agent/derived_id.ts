import { createHash } from 'node:crypto'

const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'

/** A command id in the form of a ULID that is always the same for the same words: a resend, even after a restart. */
export function derivedId(...words: readonly string[]): string {
  const digest = createHash('sha256').update(words.join('\u0000')).digest()
  return [...digest.subarray(0, 26)].map((byte) => crockford[byte % 32]).join('')
}
