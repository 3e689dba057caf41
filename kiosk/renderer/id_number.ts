const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'
const dateEnd = 14
const whole = 18
const oldest = 150

/** How far a typed ID number is: still short, a date that cannot be, a check character that does not fit, or good. */
export type IdNumberCheck =
  | { readonly state: 'short'; readonly missing: number }
  | { readonly state: 'wrong-date' }
  | { readonly state: 'wrong-check' }
  | { readonly state: 'good'; readonly age: number }

/** Check character of 17 digits (GB 11643: weights 7 9 10 5 …, Σ mod 11 → 1 0 X 9 …). */
export function checkCharacter(digits: string): string {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0)
  return checkCharacters.charAt(sum % checkCharacters.length)
}

/** Full years from one 'YYYYMMDD' to another; negative when the first is later. */
function yearsBetween(born: string, today: string): number {
  const years = Number(today.slice(0, 4)) - Number(born.slice(0, 4))
  return born.slice(4) > today.slice(4) ? years - 1 : years
}

function isDate(text: string): boolean {
  const iso = `${text.slice(0, 4)}-${text.slice(4, 6)}-${text.slice(6)}`
  const at = Date.parse(`${iso}T00:00:00Z`)
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(iso)
}

/**
 * Checks an ID number while it is being typed (GB 11643: 6 area, 8 date of birth, 3 sequence, 1 check). The area
 * is not looked up: numbers keep codes of areas that no longer exist. `today` is 'YYYY-MM-DD' in the centre's zone.
 */
export function checkIdNumber(value: string, today: string): IdNumberCheck {
  const day = today.replaceAll('-', '')
  const born = value.slice(6, dateEnd)
  if (value.length >= dateEnd) {
    const age = isDate(born) ? yearsBetween(born, day) : -1
    if (age < 0 || age > oldest) return { state: 'wrong-date' }
  }
  if (value.length < whole) return { state: 'short', missing: whole - value.length }
  if (checkCharacter(value) !== value.charAt(whole - 1)) return { state: 'wrong-check' }
  return { state: 'good', age: yearsBetween(born, day) }
}
