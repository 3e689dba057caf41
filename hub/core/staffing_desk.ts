import { ok, type Result } from '#basics'
import {
  type CentreState,
  fromSnapshot,
  type Lived,
  type Refusal,
  refuse,
  type StaffingAnswer,
  type StaffingQuestion,
  staffingFigures,
  staffingRun,
  staffingRuns,
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

/** Makes the desk. Between two simulations it lets everything else of the hub go first. */
export function staffingDesk(): StaffingDesk {
  let isBusy = false
  const simulated = async (
    state: CentreState,
    { over }: StaffingQuestion,
    change: StaffingQuestion['change'] | null,
    now: number,
  ) => {
    const runs: Lived[] = []
    for (let run = 0; run < staffingRuns(state); run++) {
      await new Promise(setImmediate)
      const lived = staffingRun(state, over, change, now, run)
      if (lived === null) return null
      runs.push(lived)
    }
    return staffingFigures(runs)
  }
  return {
    async answer(state, question, now) {
      if (isBusy) return refuse('rate-limited', { seconds: 1 })
      isBusy = true
      try {
        // Both are asked of the same moment, whatever happens meanwhile.
        const moment = fromSnapshot(toSnapshot(state))
        const before = await simulated(moment, question, null, now)
        const after = before === null ? null : await simulated(moment, question, question.change, now)
        return ok(before === null || after === null ? null : { before, after })
      } finally {
        isBusy = false
      }
    },
  }
}
