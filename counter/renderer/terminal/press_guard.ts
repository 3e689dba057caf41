/** The same press again within this long is the same press, ms. */
export const samePressMs = 400

/** Lets a press through unless the same one was let through a moment ago: fingers bounce, and so do old keyboards. */
export function pressGuard(now: () => number): (name: string) => boolean {
  let last = { name: '', at: Number.NEGATIVE_INFINITY }
  return (name) => {
    const at = now()
    if (name === last.name && at - last.at < samePressMs) return false
    last = { name, at }
    return true
  }
}
