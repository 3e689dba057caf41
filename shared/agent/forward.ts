import { type Clock, err, type Result } from '#basics'
import { type HubClient, localProblem } from '#client'
import { counterReply, type Problem, type ServerMessage, ticketReply, type WireCommand } from '#protocol'
import type { CardDesk } from './card_desk.ts'
import type { OfflineWork } from './offline/offline_work.ts'
import type { PrintDesk } from './print_desk.ts'
import { firstJob } from './print_desk.ts'

/** A page hears 'unavailable' after this long, ms: within the three seconds its visitor is promised. */
export const forwardLimit = 2_500

/** Passes commands of pages on to the hub, under their own ids. */
export interface Forwarder {
  /** `as`: the staff session that acts at this machine, or null for the machine itself. */
  forward(command: WireCommand, as: string | null, reply: (message: ServerMessage) => void): Promise<void>
}

/** What passing on needs. */
export interface ForwarderOptions {
  readonly clock: Clock
  readonly hub: Pick<HubClient, 'send' | 'forget'>
  readonly offline: Pick<OfflineWork, 'take' | 'takeUnanswered' | 'accepted' | 'doneHere'>
  /** Null on machines without a reader. */
  readonly cards: CardDesk | null
  /** Null on machines without a printer. */
  readonly prints: PrintDesk | null
}

type Answer = Result<unknown, Problem>
type Issue = Extract<WireCommand, { name: 'issue' }>
type CheckIn = Extract<WireCommand, { name: 'check-in' }>

const personUnknown: Problem = {
  type: 'urn:civic-hall:problem:person-unknown',
  title: 'The card is no longer known',
  status: 409,
  detail: 'The card is no longer known: lay it on the reader again',
  code: 'person-unknown',
}

/** Puts the person of a card session into the command; the last four of the ID go on the paper. */
function withPerson(
  command: Issue,
  cards: CardDesk | null,
): { command: Issue; idTail: string | null } | null {
  const { visitor } = command.body
  if (visitor === undefined || !('cardSession' in visitor)) {
    const idNumber = visitor !== undefined && 'idNumber' in visitor ? visitor.idNumber : undefined
    return { command, idTail: idNumber === undefined ? null : idNumber.slice(-4) }
  }
  const person = cards?.visitor(visitor.cardSession) ?? null
  if (person === null) return null
  return {
    command: { ...command, body: { ...command.body, visitor: { ...person } } },
    idTail: cards?.seen()?.idTail ?? null,
  }
}

/** Whose session has just opened a counter. */
function openedBy(command: WireCommand, value: unknown): string | null {
  if (command.name !== 'counter' || command.body.type !== 'open') return null
  return counterReply.safeParse(value).data?.staffId ?? null
}

/** Makes the forwarder of one agent. */
export function forwarder({ clock, hub, offline, cards, prints }: ForwarderOptions): Forwarder {
  /** A number nobody was told of is taken back, should the hub have given it after all. */
  const takeBack = async (late: Promise<Answer>) => {
    const answer = await late
    const ticket = answer.ok ? ticketReply.safeParse(answer.value) : null
    if (!ticket?.success || ticket.data.state !== 'ISSUING') return
    const body = { printed: false, reason: 'answered too late' }
    await hub.send({ name: 'print-result', ticketId: ticket.data.id, body }, { limitMs: null })
  }
  const ask = (command: WireCommand, as: string | null): Promise<Answer> => {
    const here = offline.take(command, as)
    if (here !== null) return Promise.resolve(here)
    const { doneHere } = offline
    let sent = false
    const onSent = () => {
      sent = true
    }
    const answer: Promise<Answer> = hub.send(command, { limitMs: null, onSent, as })
    return new Promise((resolve) => {
      const timer = clock.after(forwardLimit, () => {
        // Handed to the socket it may have been done; a number is told apart at the merge, a step at a counter is not.
        const isOpen = command.name === 'issue' || !sent
        // What was pressed for one visitor must not be done to the next, whom a later press has called.
        const isStale = command.name === 'counter' && offline.doneHere !== doneHere
        const done = isOpen && !isStale ? offline.takeUnanswered(command, as) : null
        resolve(done ?? err(localProblem('unavailable')))
        // Done here it is merged under the same id: the hub is not asked for it again.
        if (done?.ok === true) hub.forget(command.body.commandId)
        // A booking is checked in once only: asked again under its id, the hub answers with its number.
        else if (sent && command.name === 'issue') void takeBack(answer)
        else hub.forget(command.body.commandId)
      })
      void answer.then((given) => {
        timer.cancel()
        if (given.ok && as !== null) offline.accepted(as, openedBy(command, given.value))
        resolve(given)
      })
    })
  }
  /** Asks for a number and puts it on paper when it is granted. */
  const number = async (
    command: Issue | CheckIn,
    idTail: string | null,
    as: string | null,
  ): Promise<Answer> => {
    const delivery = command.body.delivery ?? (prints === null ? 'screen' : 'print')
    const filled: WireCommand =
      command.name === 'issue'
        ? { ...command, body: { ...command.body, delivery } }
        : { ...command, body: { ...command.body, delivery } }
    const answer = await ask(filled, as)
    const ticket = answer.ok ? ticketReply.safeParse(answer.value) : null
    if (ticket?.success && delivery === 'print' && ticket.data.state === 'ISSUING') {
      const { locale } = command.body
      const jobId = firstJob(ticket.data.id)
      void prints?.print({ ticket: ticket.data, locale, idTail, reprint: false, jobId })
    }
    return answer
  }
  const answerTo = async (command: WireCommand, as: string | null): Promise<Answer> => {
    if (command.name === 'check-in') return number(command, null, as)
    if (command.name !== 'issue') return ask(command, as)
    const filled = withPerson(command, cards)
    return filled === null ? err(personUnknown) : number(filled.command, filled.idTail, as)
  }

  return {
    async forward(command, as, reply) {
      const { commandId } = command.body
      const answer = await answerTo(command, as)
      reply(
        answer.ok
          ? { type: 'result', commandId, ok: true, value: answer.value }
          : { type: 'refused', commandId, problem: answer.error },
      )
    },
  }
}
