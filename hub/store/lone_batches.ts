import type { Clock } from '#basics'
import { commandsIn, type WriteBatch } from './sqlite_batch.ts'
import type { BatchThread } from './sqlite_thread.ts'

/** A disk that takes no longer than this is not felt. */
const quickMs = 1
/** One slow write among quick ones is nothing; so many in a row are a slow disk. */
const slowInARow = 3
/** On a slow disk the hub writes nothing itself for so many times as long: it stands still a thousandth of the time. */
const restFactor = 1_000
/** Now and then the thread has its turn all the same: checkpoints, which take longer, are its work. */
const turnOfThread = 100

/**
 * Lets a command that comes alone be written where the hub is: waking a thread for it, and being woken, takes as long
 * as a quick disk does. Where more than one has come, or the disk was slow, the thread writes, as ever.
 */
export function loneBatches(
  write: WriteBatch,
  thread: BatchThread,
  clock: Pick<Clock, 'elapsed'>,
): BatchThread {
  let withThread = 0
  let turn = 0
  let slow = 0
  let restsUntil = Number.NEGATIVE_INFINITY
  const timed: WriteBatch = (...batch) => {
    const from = clock.elapsed()
    try {
      return write(...batch)
    } finally {
      const took = clock.elapsed() - from
      slow = took > quickMs ? slow + 1 : 0
      if (slow >= slowInARow) restsUntil = from + took * restFactor
    }
  }
  return {
    async append(expectedRevision, packed) {
      if (withThread === 0 && commandsIn(packed) === 1 && clock.elapsed() >= restsUntil) {
        turn = (turn + 1) % turnOfThread
        if (turn !== 0) return timed(expectedRevision, packed)
      }
      withThread += 1
      try {
        return await thread.append(expectedRevision, packed)
      } finally {
        withThread -= 1
      }
    },
    close: thread.close,
  }
}
