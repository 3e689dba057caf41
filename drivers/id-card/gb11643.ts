import { err, ok, type Result } from '#basics'
import type { Sex } from './types.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2] as const
const checkCharacters = '10X98765432'

/** The check character of the first 17 digits (GB 11643-1999, ISO 7064 MOD 11-2); null unless they are digits. */
export function checkCharacter(first17: string): string | null {
  if (!/^\d{17}$/.test(first17)) return null
  const sum = weights.reduce((total, weight, i) => total + weight * Number(first17[i]), 0)
  return checkCharacters[sum % 11] ?? null
}

/** `YYYY-MM-DD` of eight digits, when there is such a day. */
export function dateOf(digits: string): string | null {
  const match = /^(?<year>\d{4})(?<month>\d{2})(?<day>\d{2})$/.exec(digits)?.groups
  if (!match) return null
  const [year, month, day] = [Number(match.year), Number(match.month), Number(match.day)]
  const date = new Date(Date.UTC(2000, month - 1, day))
  date.setUTCFullYear(year, month - 1, day)
  const exists = date.getUTCMonth() === month - 1 && date.getUTCDate() === day && year > 0
  return exists ? `${match.year}-${match.month}-${match.day}` : null
}

/** What an 18-character number says by itself. */
export interface IdNumberFacts {
  readonly birthDate: string
  readonly sex: Sex
}

/** Why a text is not an ID number. */
export type IdNumberRefusal = 'wrong-length' | 'bad-characters' | 'bad-check-character' | 'bad-birth-date'

/**
 * Checks an 18-character number (GB 11643-1999): shape, check character, birth date.
 * The first six digits are never compared with a list: codes of districts that are gone still live in numbers.
 */
export function parseIdNumber(number: string): Result<IdNumberFacts, IdNumberRefusal> {
  if (number.length !== 18) return err('wrong-length')
  if (!/^\d{17}[\dX]$/.test(number)) return err('bad-characters')
  if (checkCharacter(number.slice(0, 17)) !== number[17]) return err('bad-check-character')
  const birthDate = dateOf(number.slice(6, 14))
  if (birthDate === null) return err('bad-birth-date')
  return ok({ birthDate, sex: Number(number[16]) % 2 === 1 ? 'male' : 'female' })
}
