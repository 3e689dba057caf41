import { ok, type Result } from '#basics'
import type { Command, CommandType, Context } from './commands.ts'
import type { DomainEvent } from './events.ts'
import { isPermitted } from './permissions.ts'
import { type Refusal, refuse } from './refusal.ts'
import { type CounterCommandAt, decideAtCounter, isAtCounter } from './rules/at_counter.ts'
import { attach } from './rules/attachments.ts'
import * as booking from './rules/booking.ts'
import * as day from './rules/day.ts'
import * as guide from './rules/guide.ts'
import * as hall from './rules/hall.ts'
import * as house from './rules/house.ts'
import * as issuing from './rules/issue.ts'
import { leaseNumbers } from './rules/lease.ts'
import * as media from './rules/media.ts'
import * as merging from './rules/merge.ts'
import { rate } from './rules/rate.ts'
import * as tasks from './rules/rating_tasks.ts'
import { reactivate } from './rules/reactivate.ts'
import * as reports from './rules/reports.ts'
import * as serving from './rules/serve.ts'
import type { CentreState } from './state.ts'
import { underPolicy } from './under_policy.ts'

type Decision = Result<DomainEvent[], Refusal>

type Rule<T extends CommandType> = (
  state: CentreState,
  command: Extract<Command, { type: T }>,
  context: Context,
) => Decision

type CentreCommandType = Exclude<CommandType, CounterCommandAt['type']>

/** The rule of each command that is not one at a counter. */
const rules: { readonly [T in CentreCommandType]: Rule<T> } = {
  issue: issuing.issue,
  'print-result': issuing.printResult,
  reprint: issuing.reprint,
  cancel: issuing.cancel,
  reactivate,
  book: booking.book,
  'check-in': booking.checkIn,
  'move-booking': booking.moveBooking,
  'cancel-booking': booking.cancelBooking,
  'walk-out': serving.walkOut,
  'document-ready': serving.documentReady,
  'grant-priority': guide.grantPriority,
  bar: guide.bar,
  'lift-bar': guide.liftBar,
  rate,
  'begin-rating': hall.beginRating,
  'lapse-rating': hall.lapseRating,
  'ask-rating-task': tasks.askRatingTask,
  'begin-rating-task': tasks.beginRatingTask,
  'answer-rating-task': tasks.answerRatingTask,
  'sign-report': reports.signReport,
  'note-receipt': reports.noteReceipt,
  'save-activity': reports.saveActivity,
  'raise-emergency': hall.raiseEmergency,
  'end-emergency': (state, _, context) => hall.endEmergency(state, context),
  'report-device': hall.reportDevice,
  'change-roll': hall.changeRoll,
  'report-announcement': (_, command, context) => hall.reportAnnouncement(command, context),
  'save-medium': media.saveMedium,
  'remove-medium': media.removeMedium,
  'report-plays': media.reportPlays,
  attach,
  configure: house.configure,
  'save-service': house.saveService,
  'save-counter': house.saveCounter,
  'save-staff': house.saveStaff,
  'save-ticket-template': house.saveTicketTemplate,
  'begin-epoch': house.beginEpoch,
  'open-day': day.openDay,
  'close-day': (state, _, context) => day.closeDay(state, context),
  tick: (state, _, context) => day.tick(state, context),
  'lease-numbers': leaseNumbers,
  'merge-offline': merging.merge,
  'settle-conflict': merging.settle,
}

function decideBy(state: CentreState, command: Command, context: Context): Decision {
  if (isAtCounter(command)) return decideAtCounter(state, command, context)
  // The table pairs each type with its own command; a look-up by a union of types loses the pair.
  const rule = rules[command.type] as Rule<CentreCommandType>
  return rule(state, command, context)
}

/**
 * Decides what a command does to a centre: the events to write, none when it was already so, or the reason it is
 * refused. Pure: everything from outside is in the context.
 */
export function decide(state: CentreState, command: Command, context: Context): Decision {
  if (!isPermitted(context.actor, command.type)) return refuse('forbidden')
  const decision = decideBy(state, command, context)
  return decision.ok ? ok(underPolicy(decision.value, state.policy)) : decision
}
