import { type PadAction, padActions, padDelays } from './types.ts'

/**
 * Lets a press through unless the same one was there a moment ago, let through or not: a key that is held tells itself
 * again and again, and must neither call number after number nor be its own second press. `now` in ms.
 */
export function pressGuard(now: () => number): (action: PadAction) => boolean {
  let last: PadAction | null = null
  let at = Number.NEGATIVE_INFINITY
  return (action) => {
    const moment = now()
    // A clock set back must not lock the key.
    const isSame = action === last && moment >= at && moment - at < padDelays.samePress
    at = moment
    last = action
    return !isSame
  }
}

/** The action a name stands for, or null. */
export const padActionOf = (name: string | undefined): PadAction | null =>
  padActions.find((action) => action === name) ?? null
