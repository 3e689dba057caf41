/** A key of the number pad; `X` is the check character of an ID number (GB 11643). */
export type Key = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | 'X' | 'delete' | 'clear'

/** What may be typed: how many characters, and whether the last may be X. */
export interface KeyRules {
  readonly length: number
  readonly lastX: boolean
}

/** Rules of an ID number: 17 digits and a digit or X (GB 11643). */
export const idNumberRules: KeyRules = { length: 18, lastX: true }

/** The value after a key; a key that does not fit changes nothing. */
export function pressKey(value: string, key: Key, rules: KeyRules): string {
  if (key === 'clear') return ''
  if (key === 'delete') return value.slice(0, -1)
  if (value.length >= rules.length) return value
  if (key === 'X' && !(rules.lastX && value.length === rules.length - 1)) return value
  return value + key
}

/** A part of a value and where in it the part begins. */
export interface DigitGroup {
  readonly from: number
  readonly text: string
}

/** Cuts a value into groups for reading, such as 6, 8 and 4 for an ID number; the last group takes the rest. */
export function groupDigits(value: string, sizes: readonly number[]): DigitGroup[] {
  const groups: DigitGroup[] = []
  let from = 0
  for (const size of [...sizes, value.length]) {
    if (from >= value.length) break
    groups.push({ from, text: value.slice(from, from + size) })
    from += size
  }
  return groups
}
