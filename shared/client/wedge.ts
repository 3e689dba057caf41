/** A key as the page saw it: `KeyboardEvent.key`, whether it is being held down, and when, ms. */
export interface KeySeen {
  readonly key: string
  readonly repeat: boolean
  readonly at: number
}

/** How a scanner is told from a person at a keyboard. */
export interface WedgePolicy {
  /** A scanner leaves at most this long between two keys; a person is slower. */
  readonly gapMs: number
  /** A shorter run may be a person's hand falling on the keys. */
  readonly shortest: number
  readonly longest: number
}

/** Scanners type a key every 1 to 20 ms; the fastest typists need 50 and more. */
export const usualWedge: WedgePolicy = { gapMs: 35, shortest: 6, longest: 256 }

/** Keys that came fast enough so far. */
export interface WedgeState {
  readonly text: string
  readonly lastAt: number
  /** More came than any code of ours has: all of it is dropped up to its end. */
  readonly overlong: boolean
}

/** A keyboard that has been still. */
export const noKeys: WedgeState = { text: '', lastAt: Number.NEGATIVE_INFINITY, overlong: false }

/** What a key came to. */
export interface WedgeStep {
  readonly state: WedgeState
  /** A whole code, when this key ended one. */
  readonly scanned: string | null
  /** The key belongs to a scanner: the page must not act on it. */
  readonly swallow: boolean
}

const ends: ReadonlySet<string> = new Set(['Enter', 'Tab'])
/** One printable ASCII character: names of keys are longer, control characters are never taken. */
const isPrintable = (key: string): boolean => /^[\x20-\x7e]$/.test(key)
/** Keys a keyboard sends besides the character it makes. */
const silent: ReadonlySet<string> = new Set(['Shift', 'CapsLock', 'AltGraph'])

/**
 * Takes one key of a keyboard that may be a scanner. A code is a run of printable keys, each soon after the one
 * before, ended by Enter or Tab just as soon; any other key ends the run and is left to the page.
 */
export function wedgeStep(
  before: WedgeState,
  { key, repeat, at }: KeySeen,
  policy: WedgePolicy = usualWedge,
): WedgeStep {
  const gap = at - before.lastAt
  const isFast = gap >= 0 && gap <= policy.gapMs
  const run = isFast ? before : noKeys
  if (silent.has(key)) return { state: before, scanned: null, swallow: false }
  // Keyboards repeat a held key as fast as a scanner types; a scanner lets every key go.
  if (repeat) return { state: noKeys, scanned: null, swallow: false }
  if (isPrintable(key)) {
    const overlong = run.overlong || run.text.length >= policy.longest
    const text = overlong ? '' : run.text + key
    return { state: { text, lastAt: at, overlong }, scanned: null, swallow: isFast }
  }
  const isCode = ends.has(key) && !run.overlong && run.text.length >= policy.shortest
  return {
    state: noKeys,
    scanned: isCode ? run.text : null,
    swallow: ends.has(key) && (isCode || run.overlong),
  }
}
