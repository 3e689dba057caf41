/** A name with its middle hidden: 张* , 张*三, 欧**锋; nothing of it when there is only one character. */
export function maskName(name: string): string {
  const characters = [...name.trim()]
  const [first = '', last = ''] = [characters[0], characters.at(-1)]
  if (characters.length <= 1) return '*'
  if (characters.length === 2) return `${first}*`
  return `${first}${'*'.repeat(Math.min(characters.length - 2, 3))}${last}`
}

/** The last four characters of an ID number: all that screens and paper may carry of it. */
export const idTail = (idNumber: string): string => idNumber.slice(-4)

/** Whole years lived on a day, from `YYYY-MM-DD` to `YYYY-MM-DD`; null for a date that is none. */
export function ageOn(birthDate: string, today: string): number | null {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return null
  const years = Number(today.slice(0, 4)) - Number(birthDate.slice(0, 4))
  const age = today.slice(5) < birthDate.slice(5) ? years - 1 : years
  return age >= 0 && age < 150 ? age : null
}
