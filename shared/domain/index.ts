export type * from './announcer_rules.ts'
export { type Attendance, attendanceOf } from './attendance.ts'
export { canonicalJson } from './canonical_json.ts'
export type * from './catalogue.ts'
export { officialName } from './catalogue.ts'
export type * from './commands.ts'
export { decide } from './decide.ts'
export { type Candidate, dispatch } from './dispatch.ts'
export type * from './documents.ts'
export { aheadOf, estimate, estimateAll, estimateNew } from './estimate.ts'
export type * from './events.ts'
export { event } from './events.ts'
export { evolve } from './evolve.ts'
export { type Halt, lateMinutes, runningNow } from './halts.ts'
export { brokenStretch, localMoment, nextOpening } from './hours.ts'
export { ageOn, idCheckCharacter, parseIdNumber } from './id_number.ts'
export { isLeaseOf, isNextDayLeased, leasedFree, type NumberLease } from './leases.ts'
export type * from './media/medium.ts'
export { mediaAhead, mediaInOrder, playingNow } from './media/playlist.ts'
export type * from './offline.ts'
export { isPermitted, permissions } from './permissions.ts'
export { holdsPersonalNumber } from './personal_words.ts'
export { defaultPolicy, type Policy, rulesOf } from './policy.ts'
export { ratingTaskKey, ratingTaskStanding } from './rating_task.ts'
export { type Refusal, type RefusalCode, refusalCodes, refuse } from './refusal.ts'
export { refusalText } from './refusal_texts.ts'
export { rollOver } from './rules/day.ts'
export { dueLeases } from './rules/lease.ts'
export { isPeriodOver, monthSpan } from './rules/reports.ts'
export { numberText } from './series.ts'
export { type ShownWait, shownWait } from './shown_wait.ts'
export {
  type ExpectedWaits,
  type Lived,
  type StaffingFigures,
  staffingFigures,
} from './simulate/figures.ts'
export { type DayPlan, type Visitor, visitorsOf } from './simulate/plan.ts'
export { isThinkable, type StaffingChange } from './simulate/staffing.ts'
export {
  type StaffingAnswer,
  type StaffingQuestion,
  staffingRun,
  staffingRuns,
} from './simulate/what_if.ts'
export { type CentreSnapshot, fromSnapshot, toSnapshot } from './snapshot.ts'
export type * from './state.ts'
export { closedCounter, emptyCentre, findTicket, liveCounter, ticketNumbered } from './state.ts'
export type * from './ticket.ts'
export { isLive } from './ticket.ts'
export { type BoardCall, type BoardView, boardView, signText } from './views/board.ts'
export { type BookingSlot, bookableDays, bookingSlots } from './views/booking_slots.ts'
export {
  type CounterView,
  counterView,
  isPauseAlarm,
  type PadView,
  padView,
} from './views/counter.ts'
export {
  calledToday,
  type DayFigures,
  dayFigures,
  endedToday,
  serviceDayFigures,
} from './views/day_figures.ts'
export {
  type EstimateDay,
  type EstimateTruth,
  estimateReport,
} from './views/estimates.ts'
export { type KioskService, type KioskView, kioskView } from './views/kiosk.ts'
export { type Leaving, type LeftBehind, leftBehind } from './views/left_behind.ts'
export { stranded } from './views/stranded.ts'
