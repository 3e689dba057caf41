/** A list with two of its members in each other's place; the list as it is when one of them is not there. */
export function swapped<T>(list: readonly T[], at: number, to: number): T[] {
  const [one, other] = [list[at], list[to]]
  if (one === undefined || other === undefined) return [...list]
  return list.map((each, index) => (index === at ? other : index === to ? one : each))
}
