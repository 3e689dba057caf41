import type { Policy } from '#domain'

/**
 * After how many minutes of waiting an ordinary number is called before one of a class that has just come, or null
 * when it is never behind (queue rules, which ticket next, 3).
 */
export function passesAfter(
  { normal, ...others }: Policy['classes'],
  name: keyof typeof others,
): number | null {
  const ahead = others[name].base - normal.base
  return ahead <= 0 || normal.rate <= 0 ? null : Math.ceil(ahead / normal.rate)
}
