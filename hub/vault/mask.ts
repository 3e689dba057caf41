const stars = (count: number) => '*'.repeat(Math.max(0, count))

/** 张三丰 → 张**: the family name only. */
export function maskName(name: string): string {
  const [first = '', ...rest] = name
  return first + stars(rest.length)
}

/** All but the last `shown` characters hidden. */
export const maskTail = (text: string, shown = 4): string => stars(text.length - shown) + text.slice(-shown)
