import { idCheckCharacter } from '#domain'

/**
 * A citizen identification number of nobody: the area code 999 is not assigned, the check character is right.
 * `order` 0–999 tells people of one birthday apart.
 */
export function fictionalIdNumber(order: number, birthDate = '1990-01-01'): string {
  const digits = `999000${birthDate.replaceAll('-', '')}${String(order).padStart(3, '0')}`
  return digits + idCheckCharacter(digits)
}
