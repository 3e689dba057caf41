import { z } from 'zod'
import { ok, type Result } from '#basics'
import {
  type Actor,
  type CentreState,
  type Command,
  type Context,
  type DomainEvent,
  decide,
  evolve,
  findTicket,
  type RecordedEvent,
  type Refusal,
  refuse,
} from '#domain'
import { chain } from '../store/chain.ts'
import type {
  Batch,
  BatchEntry,
  LogRow,
  SealedField,
  StoredResult,
  TicketRow,
  VisitRow,
} from '../store/event_store.ts'

/** A command on its way, with what its sender will be told. */
export interface Request {
  readonly commandId: string
  /** Of a merge: the press it stands for, which may have been answered before the link broke, or may yet arrive. */
  readonly replaces?: string
  readonly actor: Actor
  readonly command: Command
  /** Keyed digest of what was sent, to tell a repetition from another command under the same id. */
  readonly fingerprint: string
  /** Vault rows to write with its events, if it is granted. */
  readonly sealed: readonly SealedField[]
  /** The answer, from the state just after. */
  reply(state: CentreState, events: readonly DomainEvent[]): unknown
}

/** What a sender is told: the JSON text of the answer, written once, or a refusal. */
export type Answer = Result<string, Refusal>

/** A batch decided but not yet committed. */
export interface Draft {
  readonly batch: Batch
  readonly rows: readonly LogRow[]
  readonly events: readonly RecordedEvent[]
  /** In the order of the requests. */
  readonly answers: readonly Answer[]
  readonly headHash: string
}

/** What deciding a batch needs from around it. */
export interface Workbench {
  readonly state: CentreState
  readonly headHash: string
  readonly site: string
  readonly now: number
  readonly known: ReadonlyMap<string, StoredResult>
  newId(): string
  estimate: Context['estimate']
}

/** The name of an actor in the log. */
export function actorName(actor: Actor): string {
  if (actor.kind === 'device') return `device:${actor.deviceId}`
  return actor.kind === 'staff' ? `staff:${actor.staffId}` : 'system'
}

/** A stored answer, given again; another body under the same id is refused. */
function answerAgain(stored: StoredResult, request: Request): Answer {
  if (stored.fingerprint !== request.fingerprint) return refuse('command-reused')
  const outcome: { value?: unknown; refusal?: Refusal } = JSON.parse(stored.outcome)
  if (outcome.refusal !== undefined) return { ok: false, error: outcome.refusal }
  return ok(JSON.stringify(outcome.value))
}

const outcomeText = (answer: Answer) =>
  answer.ok ? `{"value":${answer.value}}` : `{"refusal":${JSON.stringify(answer.error)}}`

/** The row of a ticket of an earlier day, whose rating has come late. */
function pastTicketRow(state: CentreState, ticketId: string, revision: number): TicketRow | null {
  const visit = state.unrated.find((each) => each.ticketId === ticketId)
  if (visit === undefined) return null
  const { number, businessDay: day, ticket } = visit
  const { last, ...rest } = ticket
  return { id: ticketId, day, number, ...rest, ...last, firstRevision: revision, lastRevision: revision }
}

/** A ticket's row after the event of a revision; the first one is kept by whoever knows an earlier. */
function ticketRow(state: CentreState, ticketId: string, revision: number): TicketRow | null {
  const ticket = findTicket(state, ticketId)
  if (ticket === null) return pastTicketRow(state, ticketId, revision)
  const { id, series, sequence, number, leg, pastLegs, issuedAt } = ticket
  return {
    id,
    day: state.businessDay ?? '',
    series,
    sequence,
    number,
    state: ticket.state,
    serviceId: leg.serviceId,
    counterId: leg.counterId,
    issuedAt,
    firstCalledAt: pastLegs[0]?.firstCalledAt ?? leg.firstCalledAt,
    arrivedAt: leg.arrivedAt,
    endedAt: leg.endedAt,
    firstRevision: revision,
    lastRevision: revision,
  }
}

/** Rows as events leave them: tickets issued among these events, the others they changed, and who came. */
export interface TicketRows {
  /** Takes note of an event the state has just evolved by. */
  follow(event: DomainEvent, revision: number): void
  rows(): Pick<Batch, 'issued' | 'changed' | 'visits'>
}

/** Follows a state that is evolved event by event. */
export function followTickets(state: CentreState): TicketRows {
  const issued = new Map<string, TicketRow>()
  const changed = new Map<string, TicketRow>()
  const visits: VisitRow[] = []
  return {
    follow(event, revision) {
      for (const ticketId of touchedTickets(event)) {
        const ticket = ticketRow(state, ticketId, revision)
        if (ticket === null) continue
        const { firstRevision = revision } = issued.get(ticketId) ?? {}
        if (event.type === 'TicketIssued' || issued.has(ticketId))
          issued.set(ticketId, { ...ticket, firstRevision })
        else changed.set(ticketId, ticket)
      }
      visits.push(...visitRows(event))
    },
    rows: () => ({ issued: [...issued.values()], changed: [...changed.values()], visits }),
  }
}

function visitRows(event: DomainEvent): readonly VisitRow[] {
  if (event.type !== 'TicketIssued') return []
  const { ticketId, personRef, agentRef = null } = event.data
  const visitor: VisitRow[] = personRef === null ? [] : [{ ref: personRef, ticketId, part: 'visitor' }]
  return agentRef === null ? visitor : [...visitor, { ref: agentRef, ticketId, part: 'agent' }]
}

function touchedTickets(event: DomainEvent): readonly string[] {
  if (event.type === 'DayClosed') return event.data.expired
  return 'ticketId' in event.data ? [event.data.ticketId] : []
}

/** What is answered to a press that was done while the hub was away and has been merged: it is not done again. */
const takenOver: StoredResult = {
  fingerprint: '',
  outcome: JSON.stringify({ refusal: refuse('command-reused').error }),
}

const madeTicket = z.object({ value: z.object({ id: z.string() }) })

/** A merge knows what the hub has answered to the same press before. */
function withOnline(command: Command, earlier: StoredResult | undefined): Command {
  if (command.type !== 'merge-offline' || earlier === undefined) return command
  const outcome: unknown = JSON.parse(earlier.outcome)
  if (typeof outcome !== 'object' || outcome === null || !('value' in outcome)) return command
  const made = madeTicket.safeParse(outcome)
  return { ...command, online: { ticketId: made.success ? made.data.value.id : null } }
}

/** A refused merge is asked again, by its sender or, when it was somebody else's, by the one it belongs to. */
const isPassing = ({ command }: Request, answer: Answer) => command.type === 'merge-offline' && !answer.ok

/** A repetition of what the hub reports each time anew need not be remembered; all else must be. */
const isRemembered = ({ actor, command }: Request, events: readonly DomainEvent[]) =>
  actor.kind !== 'system' && (command.type !== 'report-device' || events.length > 0)

/**
 * Decides commands one after another, each against the state the one before left, and evolves that state in place.
 * When the draft is not committed the caller must throw the state away.
 */
export function decideBatch(requests: readonly Request[], bench: Workbench): Draft {
  const { state, now } = bench
  const at = new Date(now).toISOString()
  const rows: LogRow[] = []
  const events: RecordedEvent[] = []
  const entries: BatchEntry[] = []
  const tickets = followTickets(state)
  const fresh = new Map<string, StoredResult>()
  let headHash = bench.headHash

  const record = (event: DomainEvent): LogRow => {
    const row = chain(event, state.revision + 1, at, headHash)
    const recorded: RecordedEvent = {
      ...event,
      revision: row.revision,
      at,
      prevHash: headHash,
      hash: row.hash,
    }
    headHash = row.hash
    evolve(state, recorded)
    rows.push(row)
    events.push(recorded)
    tickets.follow(event, row.revision)
    return row
  }

  const run = (request: Request): Answer => {
    const storedAt = (commandId: string) => fresh.get(commandId) ?? bench.known.get(commandId)
    const stored = storedAt(request.commandId)
    if (stored !== undefined) return answerAgain(stored, request)
    const { actor, commandId, fingerprint, replaces } = request
    const earlier = replaces === undefined ? undefined : storedAt(replaces)
    const command = withOnline(request.command, earlier)
    const context: Context = { now, freshId: bench.newId(), actor, estimate: bench.estimate }
    const decision = decide(state, command, context)
    const decided = decision.ok ? decision.value : []
    const written = decided.map(record)
    const answer: Answer = decision.ok ? ok(JSON.stringify(request.reply(state, decided))) : decision
    const isKept = isRemembered(request, decided) && !isPassing(request, answer)
    const outcome = isKept ? outcomeText(answer) : null
    if (outcome !== null) fresh.set(commandId, { fingerprint, outcome })
    if (outcome !== null || written.length > 0) {
      const sealed = decision.ok ? request.sealed : []
      entries.push({ commandId, actor: actorName(actor), fingerprint, outcome, events: written, sealed })
    }
    if (isKept && replaces !== undefined && earlier === undefined) {
      fresh.set(replaces, takenOver)
      const nothing = { events: [], sealed: [] }
      entries.push({ commandId: replaces, actor: actorName(actor), ...takenOver, ...nothing })
    }
    return answer
  }

  const answers = requests.map(run)
  const site = state.site?.id ?? bench.site
  const batch = { site, at: now, entries, ...tickets.rows() }
  return { batch, rows, events, answers, headHash }
}
