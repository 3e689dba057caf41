import {
  type CentreState,
  type Lived,
  type StaffingAnswer,
  type StaffingFigures,
  type StaffingQuestion,
  staffingFigures,
  staffingRun,
  staffingRuns,
} from '#domain'

function figuresWith(
  state: CentreState,
  { over }: StaffingQuestion,
  change: StaffingQuestion['change'] | null,
  now: number,
): StaffingFigures | null {
  const runs: Lived[] = []
  for (let run = 0; run < staffingRuns(state); run++) {
    const lived = staffingRun(state, over, change, now, run)
    if (lived === null) return null
    runs.push(lived)
  }
  return staffingFigures(runs)
}

/** What comes of a change of staffing beside what comes without it; null while the centre's days are not known. */
export function staffingAnswer(
  state: CentreState,
  question: StaffingQuestion,
  now: number,
): StaffingAnswer | null {
  const before = figuresWith(state, question, null, now)
  const after = before === null ? null : figuresWith(state, question, question.change, now)
  return before === null || after === null ? null : { before, after }
}
