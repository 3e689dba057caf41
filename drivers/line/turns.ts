import type { Rank } from './types.ts'

/** Calls in a row before a waiting poll gets its turn. */
const callsInARow = 2

/** Who gets the line next. */
export interface TurnQueue<T> {
  add(rank: Rank, entry: T): void
  next(): T | null
  /** Takes all out, when the line is lost. */
  clear(): readonly T[]
}

/**
 * Makes the order of turns on a shared line: calls first, yet never more than two while a pad waits to be
 * asked; polls and refreshes take turns, so that neither starves the other.
 */
export function turnQueue<T>(): TurnQueue<T> {
  const waiting: Record<Rank, T[]> = { call: [], poll: [], refresh: [] }
  let calls = 0
  let polledLast = false

  const choose = (): Rank | null => {
    const has = (rank: Rank) => waiting[rank].length > 0
    if (has('call') && !(has('poll') && calls >= callsInARow)) return 'call'
    if (has('poll') && has('refresh')) return polledLast && calls < callsInARow ? 'refresh' : 'poll'
    if (has('poll')) return 'poll'
    return has('refresh') ? 'refresh' : null
  }
  return {
    add: (rank, entry) => void waiting[rank].push(entry),
    next() {
      const rank = choose()
      if (rank === null) return null
      calls = rank === 'call' ? calls + 1 : 0
      polledLast = rank === 'poll'
      return waiting[rank].shift() ?? null
    },
    clear: () => Object.values(waiting).flatMap((each) => each.splice(0)),
  }
}
