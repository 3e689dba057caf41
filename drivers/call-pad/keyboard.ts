import { pressGuard } from '../template/index.ts'
import type { PadAction } from './types.ts'

/** A key as a page or a HID layer reports it. */
export interface KeyPress {
  /** The key's name as in `KeyboardEvent.key` (`1`, `Enter`, `F1`). */
  readonly key: string
  /** The key is being held down. */
  readonly repeat: boolean
}

/** The keys of a USB number pad, as six caps are usually laid on it. */
export const numberPadKeys: Readonly<Record<string, PadAction>> = {
  Enter: 'next',
  '+': 'recall',
  '0': 'arrive',
  '.': 'finish',
  '-': 'absent',
  '*': 'pause',
}

/**
 * Reads a pad that is a keyboard: what a key press means, or null for keys without a meaning, held keys and the
 * same press twice. `now` in ms.
 */
export function keyboardPad(
  keys: Readonly<Record<string, PadAction>>,
  now: () => number,
): (press: KeyPress) => PadAction | null {
  const isFresh = pressGuard(now)
  return ({ key, repeat }) => {
    const action = Object.hasOwn(keys, key) ? keys[key] : undefined
    if (action === undefined || repeat || !isFresh(action)) return null
    return action
  }
}
