import { createHmac, randomBytes } from 'node:crypto'
import { assertNever, type Clock, err, ok, type Result } from '#basics'
import { newCommandId } from '#client'
import {
  type CentreState,
  findTicket,
  isNextDayLeased,
  liveCounter,
  type Refusal,
  refusalText,
} from '#domain'
import type { CounterReply, Problem, TicketReply, WireCommand } from '#protocol'
import type { AgentLog } from '../log.ts'
import { ticketOfMirror } from '../reprint.ts'
import { checkBookingIn, giveNumber } from './give_number.ts'
import { notePrint, noteReprint } from './note_print.ts'
import type { OfflineOutbox } from './outbox.ts'
import type { Overlay } from './overlay.ts'
import { sealPost } from './seal_post.ts'
import type { DecidedStep, StepWorld } from './step_context.ts'
import { takeRating } from './take_rating.ts'
import { isCounterWork, workCounter } from './work_counter.ts'

type Answer = Result<unknown, Problem>
/** Commands a machine can decide without its hub. */
type HereCommand = Extract<
  WireCommand,
  { name: 'issue' | 'check-in' | 'print-result' | 'reprint' | 'counter' | 'rate' }
>

/** What the hall looked like longer ago than this says nothing about a wait now, ms. */
const estimateHolds = 15 * 60_000
const answersKept = 200

/** Does what can be done without the hub: decided by its rules, kept on the disk, then answered. */
export interface OfflineDesk {
  /** The answer, or null when this must go to the hub. `staffId`: whose session acts, where that is known. */
  take(command: WireCommand, staffId: string | null): Answer | null
  /** Opens the business day here when its date has come and numbers were leased for it; true when it has just done so. */
  openDay(): boolean
}

/** What the desk works with. */
export interface OfflineDeskOptions {
  readonly role: 'kiosk' | 'counter'
  readonly deviceId: string
  readonly counterId: string | null
  readonly clock: Clock
  readonly log: AgentLog
  readonly outbox: OfflineOutbox
  readonly overlay: Overlay
  mirror(): CentreState
  /** The hub's time, ms since the epoch. */
  now(): number
  /** When the hub was last heard, ms since the epoch by its clock. */
  heardAt(): number
  sealKey(): string | null
  /** Whether this machine is sure which numbers it has given. */
  knowsGiven(): boolean
  /** Something was done here. */
  onDone(): void
}

/** A refusal decided here, as the hub would word it. */
export function problemOf(refusal: Refusal): Problem {
  const { title, detail } = refusalText(refusal, 'zh')
  const { code } = refusal
  return { ...refusal.detail, type: `urn:civic-hall:problem:${code}`, title, status: 409, detail, code }
}

function counterReply(centre: CentreState, counterId: string, now: number): CounterReply {
  const { staffId, currentTicketId, paused } = liveCounter(centre, counterId)
  const ticket = currentTicketId === null ? null : findTicket(centre, currentTicketId)
  const free = staffId === null ? 'closed' : paused === null ? 'open' : 'paused'
  const state = ticket === null ? free : ticket.state === 'SERVING' ? 'serving' : 'called'
  const shown = ticket === null ? null : ticketOfMirror(centre, ticket, now)
  return { counterId, state, staffId, ticket: shown, revision: centre.revision }
}

/** Whether this machine can do a command by itself; the print of a number is its own only when it gave it. */
function isForHere(command: WireCommand, { role, overlay }: OfflineDeskOptions): command is HereCommand {
  if (command.name === 'counter') return role === 'counter' && isCounterWork(command.body)
  if (command.name === 'rate') return role === 'counter'
  if (role !== 'kiosk') return false
  if (command.name === 'print-result') return overlay.centre?.live.get(command.ticketId)?.offline === true
  return command.name === 'issue' || command.name === 'check-in' || command.name === 'reprint'
}

function decided(command: HereCommand, world: StepWorld): Result<DecidedStep, Refusal> {
  switch (command.name) {
    case 'issue':
      return giveNumber(world, command)
    case 'check-in':
      return checkBookingIn(world, command)
    case 'print-result':
      return notePrint(world, command)
    case 'reprint':
      return noteReprint(world, command)
    case 'counter':
      return workCounter(world, command)
    case 'rate':
      return takeRating(world, command)
    default:
      return assertNever(command)
  }
}

/** Opens the desk of one machine. */
export function offlineDesk(options: OfflineDeskOptions): OfflineDesk {
  const { clock, log, outbox, overlay } = options
  const answers = new Map<string, Answer>()
  const nameKey = randomBytes(32)

  const worldOf = (centre: CentreState, staffId: string | null): StepWorld => ({
    ...{ centre, staffId, since: overlay.since },
    deviceId: options.deviceId,
    counterId: options.counterId,
    now: options.now(),
    newId: () => newCommandId(clock),
    knowsGiven: options.knowsGiven(),
    given: outbox.given,
    seal(fields) {
      const key = options.sealKey()
      return key === null ? null : sealPost(key, fields)
    },
    nameOf: (idNumber) => `here-${createHmac('sha256', nameKey).update(idNumber).digest('base64url')}`,
  })
  const ticketReply = (centre: CentreState, ticketId: string): TicketReply | null => {
    const ticket = findTicket(centre, ticketId)
    if (ticket === null) return null
    const heardAt = options.heardAt()
    const isEstimated = options.now() - heardAt < estimateHolds
    const offline = { asOf: new Date(heardAt).toISOString(), isEstimated }
    return { ...ticketOfMirror(centre, ticket, options.now()), offline }
  }
  const replyTo = (command: HereCommand, { steps }: DecidedStep, centre: CentreState) => {
    const step = steps[0]?.record.step
    if (command.name === 'counter') return counterReply(centre, command.counterId, options.now())
    if (command.name === 'print-result' || command.name === 'reprint')
      return ticketReply(centre, command.ticketId)
    if (step?.did === 'issue') return ticketReply(centre, step.ticketId)
    return { revision: centre.revision }
  }
  const keep = (command: HereCommand, done: DecidedStep, centre: CentreState): Answer => {
    if (done.steps.length > 0) outbox.add(done.steps, done.number)
    for (const { record, events } of done.steps) overlay.apply(events, record.occurredAt)
    for (const { record } of done.steps)
      log.info({ did: record.step.did, commandId: record.commandId }, 'done without the hub')
    return ok(replyTo(command, done, centre))
  }
  const remember = (commandId: string, answer: Answer) => {
    answers.set(commandId, answer)
    const [oldest] = answers.keys()
    if (answers.size > answersKept && oldest !== undefined) answers.delete(oldest)
    return answer
  }
  const attempt = (command: HereCommand, staffId: string | null): Answer | null => {
    const centre = overlay.begin(options.mirror(), outbox.each(), options.now())
    const done = decided(command, worldOf(centre, staffId))
    if (!done.ok) return done.error.code === 'unavailable' ? null : err(problemOf(done.error))
    return keep(command, done.value, centre)
  }

  return {
    openDay() {
      const before = overlay.centre ?? options.mirror()
      if (!isNextDayLeased(before, options.now())) return false
      overlay.begin(options.mirror(), outbox.each(), options.now())
      return true
    },
    take(command, staffId) {
      const { commandId } = command.body
      const known = answers.get(commandId)
      if (known !== undefined) return known
      if (!isForHere(command, options)) return null
      try {
        const answer = attempt(command, staffId)
        if (answer === null) return null
        options.onDone()
        return answer.ok ? remember(commandId, answer) : answer
      } catch (error) {
        // A full disk, most likely: what is not kept is not done.
        log.error({ err: error, commandId }, 'not done: it cannot be kept')
        return null
      } finally {
        // Nothing done here: the mirror is the picture.
        if (outbox.pending() === 0 && !overlay.isNewDay) overlay.end()
      }
    },
  }
}
