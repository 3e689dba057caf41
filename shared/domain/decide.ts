import { assertNever, ok, type Result } from '#basics'
import type { Command, Context } from './commands.ts'
import type { DomainEvent } from './events.ts'
import { isPermitted } from './permissions.ts'
import { type Refusal, refuse } from './refusal.ts'
import { attach } from './rules/attachments.ts'
import * as booking from './rules/booking.ts'
import * as counters from './rules/counter.ts'
import * as day from './rules/day.ts'
import * as guide from './rules/guide.ts'
import * as hall from './rules/hall.ts'
import * as house from './rules/house.ts'
import * as issuing from './rules/issue.ts'
import { leaseNumbers } from './rules/lease.ts'
import * as merging from './rules/merge.ts'
import { reactivate } from './rules/reactivate.ts'
import * as sendOn from './rules/send_on.ts'
import * as serving from './rules/serve.ts'
import * as taking from './rules/undo.ts'
import type { CentreState } from './state.ts'
import { underPolicy } from './under_policy.ts'

type Decision = Result<DomainEvent[], Refusal>

/**
 * Decides what a command does to a centre: the events to write, none when it was already so, or the reason it is
 * refused. Pure: everything from outside is in the context.
 */
export function decide(state: CentreState, command: Command, context: Context): Decision {
  if (!isPermitted(context.actor, command.type)) return refuse('forbidden')
  const decision = decideAnywhere(state, command, context)
  return decision.ok ? ok(underPolicy(decision.value, state.policy)) : decision
}

function decideAnywhere(state: CentreState, command: Command, context: Context): Decision {
  switch (command.type) {
    case 'issue':
      return issuing.issue(state, command, context)
    case 'print-result':
      return issuing.printResult(state, command)
    case 'reprint':
      return issuing.reprint(state, command)
    case 'cancel':
      return issuing.cancel(state, command)
    case 'reactivate':
      return reactivate(state, command, context)
    case 'book':
      return booking.book(state, command, context)
    case 'check-in':
      return booking.checkIn(state, command, context)
    case 'move-booking':
      return booking.moveBooking(state, command, context)
    case 'cancel-booking':
      return booking.cancelBooking(state, command)
    case 'walk-out':
      return serving.walkOut(state, command)
    case 'document-ready':
      return serving.documentReady(state, command)
    case 'grant-priority':
      return guide.grantPriority(state, command, context)
    case 'bar':
      return guide.bar(state, command)
    case 'lift-bar':
      return guide.liftBar(state, command)
    case 'rate':
      return hall.rate(state, command, context)
    case 'begin-rating':
      return hall.beginRating(state, command, context)
    case 'lapse-rating':
      return hall.lapseRating(state, command, context)
    case 'raise-emergency':
      return hall.raiseEmergency(state, command, context)
    case 'end-emergency':
      return hall.endEmergency(state, context)
    case 'report-device':
      return hall.reportDevice(state, command)
    case 'change-roll':
      return hall.changeRoll(state, command, context)
    case 'report-announcement':
      return hall.reportAnnouncement(command, context)
    case 'attach':
      return attach(state, command, context)
    case 'configure':
      return house.configure(state, command)
    case 'save-service':
      return house.saveService(state, command)
    case 'save-counter':
      return house.saveCounter(state, command)
    case 'save-staff':
      return house.saveStaff(state, command)
    case 'save-ticket-template':
      return house.saveTicketTemplate(state, command)
    case 'begin-epoch':
      return house.beginEpoch(state, command)
    case 'open-day':
      return day.openDay(state, command)
    case 'close-day':
      return day.closeDay(state, context)
    case 'tick':
      return day.tick(state, context)
    case 'lease-numbers':
      return leaseNumbers(state, context)
    case 'merge-offline':
      return merging.merge(state, command, context, decideAtCounter)
    case 'settle-conflict':
      return merging.settle(state, command, context)
    default:
      return decideAtCounter(state, command, context)
  }
}

function decideAtCounter(state: CentreState, command: counters.CounterCommandAt, context: Context): Decision {
  if (command.type === 'open') return counters.open(state, command.counterId, command, context)
  const found = counters.openCounter(state, command.counterId, context)
  if (!found.ok) return found
  const counter = found.value
  switch (command.type) {
    case 'close':
      return counters.close(counter)
    case 'call-next':
      return counters.callNext(state, counter, command, context)
    case 'call-number':
      return counters.callNumber(state, counter, command, context)
    case 'pause':
      return counters.pause(counter, command)
    case 'unpause':
      return counters.unpause(counter)
    case 'recall':
      return serving.recall(state, counter, context)
    case 'arrive':
      return serving.arrive(state, counter)
    case 'absent':
      return serving.absent(state, counter, context)
    case 'finish':
      return serving.finish(state, counter, command)
    case 'hold':
      return serving.hold(state, counter, command, context)
    case 'resume':
      return serving.resume(state, counter, command, context)
    case 'transfer':
      return sendOn.transfer(state, counter, command, context)
    case 'next-service':
      return sendOn.nextService(state, counter, command)
    case 'recuse':
      return serving.recuse(state, counter, command)
    case 'left':
      return serving.left(state, counter)
    case 'undo':
      return taking.undo(state, counter, context)
    default:
      return assertNever(command)
  }
}
