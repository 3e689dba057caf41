import type { BoardView } from '#domain'

type Waiting = BoardView['waiting'][number]

/** The services of a board: those people wait for, most first, and those nobody waits for. */
export interface WaitingOrder {
  readonly busy: readonly Waiting[]
  readonly free: readonly Waiting[]
  /** How closely the busy ones must stand. */
  readonly density: 'roomy' | 'usual' | 'dense'
}

/** Sorts the services so that what matters to the people in the hall stands first and large. */
export function waitingOrder(waiting: BoardView['waiting']): WaitingOrder {
  const busy = waiting
    .filter((each) => each.waiting > 0)
    .sort((a, b) => b.waiting - a.waiting || (a.prefix < b.prefix ? -1 : 1))
  const free = waiting.filter((each) => each.waiting === 0)
  return { busy, free, density: busy.length <= 4 ? 'roomy' : busy.length <= 7 ? 'usual' : 'dense' }
}
