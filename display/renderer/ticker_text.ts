import type { Bilingual } from '#domain'

/** Widths of characters read in a second: slow enough for someone who reads with effort. */
const charactersPerSecond = 5
const shortest = 30

/** What the ticker says: each notice in both languages, one after the other. */
export const tickerItems = (notices: readonly Bilingual[]): readonly string[] => [
  ...new Set(notices.flatMap(({ zh, en }) => [zh, en])),
]

/** Seconds in which all of it passes once; a Latin letter counts half a character. */
export function tickerSeconds(items: readonly string[]): number {
  const width = items.reduce((sum, item) => sum + [...item].reduce((w, c) => w + (c > 'ÿ' ? 1 : 0.5), 4), 0)
  return Math.max(shortest, Math.round(width / charactersPerSecond))
}
