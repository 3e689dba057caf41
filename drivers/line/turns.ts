import type { Rank } from './types.ts'

/** Calls in a row before a waiting poll gets its turn. */
const callsInARow = 2

/** Polls in a row before a waiting refresh gets its turn: a round of pads, as a silent sign takes long. */
const pollsInARow = 8

/** Who gets the line next. */
export interface TurnQueue<T> {
  add(rank: Rank, entry: T): void
  next(): T | null
  /** Takes all out, when the line is lost. */
  clear(): readonly T[]
}

/**
 * Makes the order of turns on a shared line: calls first, yet never more than two while a pad waits to be
 * asked; polls before refreshes, yet never more than eight, so that nothing starves.
 */
export function turnQueue<T>(): TurnQueue<T> {
  const waiting: Record<Rank, T[]> = { call: [], poll: [], refresh: [] }
  let calls = 0
  let polls = 0

  const choose = (): Rank | null => {
    const has = (rank: Rank) => waiting[rank].length > 0
    if (has('call') && !(has('poll') && calls >= callsInARow)) return 'call'
    if (has('poll') && !(has('refresh') && polls >= pollsInARow)) return 'poll'
    return has('refresh') ? 'refresh' : null
  }
  return {
    add: (rank, entry) => void waiting[rank].push(entry),
    next() {
      const rank = choose()
      if (rank === null) return null
      calls = rank === 'call' ? calls + 1 : 0
      if (rank !== 'call') polls = rank === 'poll' ? polls + 1 : 0
      return waiting[rank].shift() ?? null
    },
    clear: () => Object.values(waiting).flatMap((each) => each.splice(0)),
  }
}
