import { type PadAction, padActions, padDelays } from './types.ts'

/** Lets a press through unless the same one was let through a moment ago; `now` in ms. */
export function pressGuard(now: () => number): (action: PadAction) => boolean {
  let last: PadAction | null = null
  let at = Number.NEGATIVE_INFINITY
  return (action) => {
    const moment = now()
    // A clock set back must not lock the key.
    const isSame = action === last && moment >= at && moment - at < padDelays.samePress
    if (!isSame) at = moment
    last = action
    return !isSame
  }
}

/** The action a name stands for, or null. */
export const padActionOf = (name: string | undefined): PadAction | null =>
  padActions.find((action) => action === name) ?? null
