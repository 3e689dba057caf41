import fc from 'fast-check'
import type { Actor, Command } from '../commands.ts'
import type { Hall } from '../hall.fixture.ts'

/** One thing that happens; tickets are chosen by a figure, so that any step fits any hall. */
export type Step = { readonly [fc.toStringMethod]?: () => string } & (
  | { readonly kind: 'wait'; readonly ms: number }
  /** The clock is set, forwards or back. */
  | { readonly kind: 'jump'; readonly ms: number }
  /** The clock is set to so long before or after the next midnight. */
  | { readonly kind: 'midnight'; readonly ms: number }
  | { readonly kind: 'send'; readonly to: (hall: Hall) => readonly [Command, Actor] | null }
)

/** A command that is made up when its moment has come; null when there is nothing to send. */
export const send = (to: (hall: Hall) => readonly [Command, Actor] | null): Step => {
  let sent = 'nothing to send'
  return {
    kind: 'send',
    to(hall) {
      const found = to(hall)
      sent = found === null ? 'nothing to send' : JSON.stringify(found[0])
      return found
    },
    // A failure shows what was last sent, not the program text.
    [fc.toStringMethod]: () => sent,
  }
}

/** A live ticket in one of these states, by a figure; null when there is none. */
export function pick(hall: Hall, figure: number, states: readonly string[]) {
  const all = [...hall.state.live.values()].filter((ticket) => states.includes(ticket.state))
  return all[figure % Math.max(1, all.length)] ?? null
}
