export type * from './announcer_rules.ts'
export { type Attendance, attendanceOf } from './attendance.ts'
export { canonicalJson } from './canonical_json.ts'
export type * from './catalogue.ts'
export { officialName } from './catalogue.ts'
export type * from './commands.ts'
export { decide } from './decide.ts'
export type { Caller, Candidate } from './dispatch.ts'
export { candidates, dispatch } from './dispatch.ts'
export { aheadOf, estimate, estimateAll, estimateNew, sharingWith } from './estimate.ts'
export type * from './events.ts'
export { event } from './events.ts'
export { evolve } from './evolve.ts'
export { localMoment, minuteOf, nextOpening, openHours } from './hours.ts'
export {
  ageOn,
  type IdNumber,
  type IdNumberFault,
  idCheckCharacter,
  parseIdNumber,
  sexOf,
} from './id_number.ts'
export { isNextDayLeased, leasedFree, type NumberLease } from './leases.ts'
export type * from './offline.ts'
export { conflictKinds } from './offline.ts'
export { issuingNow } from './opening.ts'
export { type Grantee, isPermitted, permissions } from './permissions.ts'
export { completePolicy, defaultPolicy, type Policy, rulesOf } from './policy.ts'
export { type Refusal, type RefusalCode, refusalCodes, refuse } from './refusal.ts'
export { refusalText, refusalTexts } from './refusal_texts.ts'
export { rollOver } from './rules/day.ts'
export { dueLeases } from './rules/lease.ts'
export { nextLeased, numberText } from './series.ts'
export { type ShownWait, shownWait, type WaitUnit } from './shown_wait.ts'
export { type SimulatedDay, type SimulatedWait, simulateDay } from './simulate/day.ts'
export {
  type ExpectedWaits,
  figuresOf,
  type Lived,
  type SimulatedFigures,
  type StaffingFigures,
  staffingFigures,
} from './simulate/figures.ts'
export { type DayPlan, type Visitor, visitorsOf } from './simulate/plan.ts'
export { isThinkable, newCounterId, type StaffingChange } from './simulate/staffing.ts'
export {
  type StaffingAnswer,
  type StaffingQuestion,
  staffingRun,
  staffingRuns,
  whatIf,
} from './simulate/what_if.ts'
export type { Desk, DeskLoad } from './simulate/worker.ts'
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
  type EstimateReport,
  type EstimateTruth,
  estimateReport,
  type ToldWait,
  truthOf,
} from './views/estimates.ts'
export { type KioskService, type KioskView, kioskView } from './views/kiosk.ts'
export { stranded } from './views/stranded.ts'
