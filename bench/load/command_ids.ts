import { randomInt } from 'node:crypto'

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ'
const prefixLength = 12
const countLength = 14

/** Stands in a template where each request's own command id goes. */
export const idPlace = '0'.repeat(prefixLength + countLength)

/** Makes command ids (26 characters of the ULID alphabet) cheaply: a random start, then counting. */
export function commandIds(): () => string {
  const prefix = Array.from({ length: prefixLength }, () => alphabet[randomInt(alphabet.length)]).join('')
  let count = 0
  return () => {
    count += 1
    let text = ''
    for (let rest = count; rest > 0; rest = Math.floor(rest / 32)) text = `${alphabet[rest % 32]}${text}`
    return prefix + text.padStart(countLength, '0')
  }
}
