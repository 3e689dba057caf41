import { Worker } from 'node:worker_threads'
import { ok, type Result } from '#basics'
import {
  type CentreSnapshot,
  type CentreState,
  type Refusal,
  refuse,
  type StaffingAnswer,
  type StaffingQuestion,
  toSnapshot,
} from '#domain'

/** Answers managers' questions of staffing, one at a time; null while nothing is known of the centre's days. */
export interface StaffingDesk {
  answer(
    state: CentreState,
    question: StaffingQuestion,
    now: number,
  ): Promise<Result<StaffingAnswer | null, Refusal>>
}

/** What the thread is given: a copy of the centre as it was when the question came, now in ms since the epoch. */
export interface AskedOfThread {
  readonly snapshot: CentreSnapshot
  readonly question: StaffingQuestion
  readonly now: number
}

/** A day of a large centre fits many times over; a question must not take the hub's memory. */
const resourceLimits = { maxOldGenerationSizeMb: 512 }

/** What the thread said; rejects when it ended without a word. */
function heard(thread: Worker): Promise<StaffingAnswer | null> {
  return new Promise((resolve, reject) => {
    thread.once('message', resolve)
    thread.once('error', reject)
    thread.once('exit', () => reject(new Error('the staffing thread ended')))
  })
}

/**
 * Makes the desk. Each question is simulated in a thread of its own, on a copy of the centre: whatever a manager asks,
 * the hub goes on answering visitors meanwhile. Refuses with `unavailable` when the thread fails.
 */
export function staffingDesk(
  threadFile: URL = new URL('./staffing_thread_main.ts', import.meta.url),
): StaffingDesk {
  let isBusy = false
  return {
    async answer(state, question, now) {
      if (isBusy) return refuse('rate-limited', { seconds: 1 })
      isBusy = true
      const workerData: AskedOfThread = { snapshot: toSnapshot(state), question, now }
      const thread = new Worker(threadFile, { workerData, resourceLimits })
      // A hub that is told to end does not wait for an answer.
      thread.unref()
      try {
        return ok(await heard(thread))
      } catch {
        return refuse('unavailable')
      } finally {
        isBusy = false
        void thread.terminate()
      }
    },
  }
}
