import { err, ok, type Result } from '#basics'

/** Why a text is not a citizen identification number. */
export type IdNumberFault = 'form' | 'birth-date' | 'check-digit'

/** What a citizen identification number says of itself. */
export interface IdNumber {
  /** Eighteen characters, the last may be X. */
  readonly text: string
  /** GB/T 2260 code of the place of first registration. */
  readonly areaCode: string
  /** 'YYYY-MM-DD' */
  readonly birthDate: string
}

// GB 11643-1999, 4.4: ISO/IEC 7064 MOD 11-2, with the weights written out.
const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/** The check character of the first seventeen digits (GB 11643-1999). */
export function idCheckCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return checkCharacters[sum % 11] ?? ''
}

function isDate(year: number, month: number, day: number): boolean {
  const date = new Date(Date.UTC(year, month - 1, day))
  return date.getUTCFullYear() === year && date.getUTCMonth() === month - 1 && date.getUTCDate() === day
}

/** Reads a citizen identification number: form, real birth date and check character (GB 11643-1999). */
export function parseIdNumber(input: string): Result<IdNumber, IdNumberFault> {
  const text = input.trim().toUpperCase()
  if (!/^[1-9]\d{16}[\dX]$/.test(text)) return err('form')
  const [year, month, day] = [text.slice(6, 10), text.slice(10, 12), text.slice(12, 14)]
  if (Number(year) < 1_850 || !isDate(Number(year), Number(month), Number(day))) return err('birth-date')
  if (idCheckCharacter(text) !== text[17]) return err('check-digit')
  return ok({ text, areaCode: text.slice(0, 6), birthDate: `${year}-${month}-${day}` })
}

/** Full years between a birth date and a day, both 'YYYY-MM-DD'; negative when born later. */
export function ageOn(birthDate: string, day: string): number {
  const years = Number(day.slice(0, 4)) - Number(birthDate.slice(0, 4))
  return day.slice(5) < birthDate.slice(5) ? years - 1 : years
}
