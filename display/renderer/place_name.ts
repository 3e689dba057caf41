/** A counter's name split so that its number can stand large: 「3号窗口」 → '' · '3' · '号窗口'. */
export interface PlaceName {
  readonly before: string
  /** Null for a place without a number of its own, such as 「第一调解室」: its whole name is in `before`. */
  readonly figure: string | null
  readonly after: string
}

/** Splits a counter's name at its one short number; names with none, two or a long one stay whole. */
export function placeName(name: string): PlaceName {
  const found = /^(\D{0,24}?)\s*(\d{1,2})\s*(\D{0,12})$/.exec(name.trim())
  if (found === null) return { before: name.trim(), figure: null, after: '' }
  return { before: found[1] ?? '', figure: found[2] ?? null, after: found[3] ?? '' }
}

/** Whether a place is named by its number first of all: a counter, in short. A room is better read whole. */
export const isNumbered = ({ before, figure }: PlaceName): boolean =>
  figure !== null && ['', 'counter'].includes(before.toLowerCase())
