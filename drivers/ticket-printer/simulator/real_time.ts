/** What a printer acts upon the moment it comes in, whatever stands in its buffer. */
export type RealTimeCommand =
  | { readonly kind: 'status'; readonly n: number }
  | { readonly kind: 'recover-and-clear' }
  | { readonly kind: 'clear' }

const clearTail = [0x08, 0x01, 0x03, 0x14, 0x01, 0x06, 0x02, 0x08]

/**
 * Watches bytes go by and finds DLE EOT n, DLE ENQ 2 and DLE DC4 8 wherever they stand, inside pictures too:
 * a real printer does not know better. Returns the command a byte completes.
 */
export function realTimeWatcher(): (byte: number) => RealTimeCommand | null {
  let seen: number[] = []
  return (byte) => {
    seen = [...seen, byte].slice(-10)
    const [dle, fn, n] = seen.slice(-3)
    if (dle === 0x10 && fn === 0x04 && n !== undefined && n >= 1 && n <= 4) return { kind: 'status', n }
    if (dle === 0x10 && fn === 0x05 && n === 0x02) return { kind: 'recover-and-clear' }
    const isClear =
      seen[0] === 0x10 && seen[1] === 0x14 && clearTail.every((value, i) => seen[i + 2] === value)
    return isClear ? { kind: 'clear' } : null
  }
}
