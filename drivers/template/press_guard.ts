/** The same key again within this time is the same press, ms: contacts bounce, and a key that is held repeats itself. */
export const samePress = 400

/**
 * Lets a press through unless the same one was there a moment ago, let through or not: a key that is held tells itself
 * again and again, and must neither call number after number nor be its own second press. `now` in ms.
 */
export function pressGuard<Key>(now: () => number): (key: Key) => boolean {
  let last: Key | null = null
  let at = Number.NEGATIVE_INFINITY
  return (key) => {
    const moment = now()
    // A clock set back must not lock the key.
    const isSame = key === last && moment >= at && moment - at < samePress
    at = moment
    last = key
    return !isSame
  }
}
