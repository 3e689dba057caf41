import type { CentreState, Ticket } from '#domain'
import { counterReply, type WireCommand, type WireCommandInput, wireCommand } from '#protocol'
import { perform } from '../../../hub/server/gate.ts'
import { type AgentNode, type Heard, ticketIn } from './agent_node.ts'
import { guide } from './furnished.ts'
import type { Hall } from './hall.ts'
import type { Act, Step } from './schedule.ts'

/** What somebody was told, once. `ticketId` is the machine's own where it had never heard of the number. */
export type Told =
  | {
      readonly what: 'number'
      readonly commandId: string
      readonly ticketId: string
      readonly number: string
    }
  | { readonly what: 'reprinted'; readonly commandId: string; readonly ticketId: string }
  | {
      /** `type`: the command that was granted at a counter. */
      readonly what: 'done'
      readonly type: string
      readonly counterId: string
      readonly ticketId: string
      readonly number: string
      readonly issuedAt: string
    }
  | {
      readonly what: 'rated'
      readonly counterId: string
      readonly ticketId: string
      readonly leg: number
      readonly number: string
      readonly issuedAt: string
    }

type Visit = Pick<Extract<Told, { what: 'done' }>, 'ticketId' | 'number' | 'issuedAt'>

/** What the person at a counter was last told of it. */
interface Desk {
  state: 'open' | 'called' | 'serving' | 'paused' | 'closed'
  /** Whom they have, or had last; null while an answer is awaited that may change it, or never came. */
  visit: Visit | null
  /** What opening, closing and pausing came to. */
  door: 'open' | 'paused' | 'closed'
  /** Commands without an answer. */
  asking: number
  /** Whether it can be said: an answer never came, or two were under way at once. */
  isSure: boolean
}

/** Everybody in the hall: what they do next, and what they were told. */
export interface People {
  readonly told: readonly Told[]
  readonly desks: ReadonlyMap<string, Desk>
  /** Presses of the reprint key, by ticket. */
  readonly reprints: ReadonlyMap<string, number>
  act(step: Step): void
}

const draft = (command: WireCommandInput): WireCommand => wireCommand.parse(command)

/** A number somebody shows at a counter: the newest paper of the hall. */
const shown = (agents: readonly AgentNode[]): string =>
  agents.flatMap(({ papers }) => papers.at(-1) ?? [])[0]?.number ?? 'A001'

/** What comes next at a counter, by what it was last told of itself. */
const nextAct = {
  open: 'call-next',
  called: 'arrive',
  serving: 'finish',
  paused: 'unpause',
  closed: 'open',
} as const

const doorAfter = { open: 'open', close: 'closed', pause: 'paused', unpause: 'open' } as const
const isDoor = (type: string): type is keyof typeof doorAfter => Object.hasOwn(doorAfter, type)

const heldIn = (centre: CentreState | null) =>
  [...(centre?.live.values() ?? [])].find(({ state }) => state === 'HELD')

/** The body of a command that a member of staff gives; null when there is nothing to give it about. */
function bodyOf(act: Act, desk: Desk, hall: Hall, agent: AgentNode): object | null {
  switch (act) {
    case 'typed':
      return { type: 'call-number', number: shown(hall.agents), reason: 'shown on paper' }
    case 'transfer':
      return { type: 'transfer', serviceId: 'LA' }
    case 'hold':
      return { type: 'hold', scope: 'any' }
    case 'resume': {
      const held = heldIn(agent.picture())
      return held === undefined ? null : { type: 'resume', ticketId: held.id }
    }
    case 'undo':
      return { type: 'undo' }
    case 'pause':
      return desk.state === 'paused' ? { type: 'unpause' } : { type: 'pause', reason: 'break' }
    case 'door':
      return { type: desk.state === 'closed' ? 'open' : 'close' }
    case 'next':
      return { type: nextAct[desk.state] }
  }
}

const visitOf = ({ id: ticketId, number, issuedAt }: Ticket): Visit => ({
  ...{ ticketId, number },
  issuedAt: new Date(issuedAt).toISOString(),
})

/** How a person finds their counter. */
function begun(centre: CentreState | null, counterId: string): Desk {
  const ticket = centre?.live.get(centre.counterLive.get(counterId)?.currentTicketId ?? '')
  const visit = ticket === undefined ? null : visitOf(ticket)
  return { state: visit === null ? 'open' : 'serving', visit, door: 'open', asking: 0, isSure: true }
}

const marks = { overall: 4, attitude: 4, efficiency: 4, competence: 4 }

/** Makes the people of one hall. */
export function peopleOf(hall: Hall): People {
  const told: Told[] = []
  const reprints = new Map<string, number>()
  const desks = new Map<string, Desk>()
  const deskOf = (counterId: string): Desk => {
    const agent = hall.agents.find(({ machine }) => machine.counterId === counterId)
    const desk = desks.get(counterId) ?? begun(agent?.picture() ?? null, counterId)
    desks.set(counterId, desk)
    return desk
  }
  const numbered = (commandId: string) => (answer: Heard) => {
    const ticket = answer.ok ? ticketIn(answer.value) : null
    if (ticket !== null) told.push({ what: 'number', commandId, ticketId: ticket.id, number: ticket.number })
  }
  /** What a counter hears; a closed or paused door is learnt from refusals too, as from its screen. */
  const heardAt = (counterId: string, type: string, about: Visit | null) => (answer: Heard) => {
    const desk = deskOf(counterId)
    if (!answer.ok) {
      if (answer.code === 'unavailable') desk.visit = null
      if (answer.code === 'counter-closed') desk.state = 'closed'
      if (answer.code === 'counter-paused') desk.state = 'paused'
      return
    }
    const reply = counterReply.parse(answer.value)
    const { state, ticket } = reply
    desk.state = state
    if (ticket !== null)
      desk.visit = { ticketId: ticket.id, number: ticket.number, issuedAt: ticket.issuedAt }
    const visit = type.startsWith('call') ? (ticket === null ? null : desk.visit) : about
    if (visit !== null && !isDoor(type)) told.push({ what: 'done', type, counterId, ...visit })
  }
  const atCounter = ({ who, act }: Extract<Step, { do: 'counter' }>) => {
    const agent = hall.agents[who]
    const counterId = agent?.machine.counterId ?? ''
    const desk = deskOf(counterId)
    const body = agent === undefined ? null : bodyOf(act, desk, hall, agent)
    if (body === null) return
    const { type } = body as { readonly type: string }
    const held = type === 'resume' ? heldIn(agent?.picture() ?? null) : undefined
    const about = held !== undefined ? visitOf(held) : desk.asking > 0 ? null : desk.visit
    const hear = heardAt(counterId, type, about)
    const staff = type === 'open' ? { staffId: `clerk-${counterId}` } : {}
    const command = { ...body, ...staff, commandId: hall.newId() } as never
    if (desk.asking > 0) {
      desk.visit = null
      if (isDoor(type)) desk.isSure = false
    }
    desk.asking += 1
    agent?.press(draft({ name: 'counter', counterId, body: command }), (answer) => {
      desk.asking -= 1
      if (isDoor(type) && answer.ok) desk.door = doorAfter[type]
      else if (isDoor(type) && !answer.ok && answer.code === 'unavailable') desk.isSure = false
      hear(answer)
    })
  }
  const rate = (who: number) => {
    const agent = hall.agents[who]
    const counterId = agent?.machine.counterId ?? ''
    const centre = agent?.picture() ?? null
    const asked = centre?.counterLive.get(counterId)?.rating ?? null
    const ticket = [centre?.live, centre?.closed].flatMap(
      (tickets) => tickets?.get(asked?.ticketId ?? '') ?? [],
    )[0]
    if (asked === null || ticket === undefined) return
    const { ticketId, leg } = asked
    const visit = visitOf(ticket)
    const body = { ticketId, leg, marks, commandId: hall.newId() }
    const heard = (answer: Heard) => {
      if (answer.ok) told.push({ what: 'rated', counterId, leg, ...visit })
    }
    agent?.press(draft({ name: 'rate', body }), heard, `pad-${counterId}`)
  }
  /** Somebody takes a number: at a kiosk, or from the guide desk at the hub itself. */
  const take = (who: number | null) => {
    const commandId = hall.newId()
    const command = draft({ name: 'issue', body: { serviceId: 'LC', anonymous: true, commandId } })
    const hear = numbered(commandId)
    if (who !== null) return hall.agents[who]?.press(command, hear)
    const { parts } = hall.hub
    if (parts === null) return
    void perform(parts, guide, command).then((answer) => {
      if (answer.ok) hear({ ok: true, value: JSON.parse(answer.value) })
    })
  }
  const checkIn = ({ who, booking }: Extract<Step, { do: 'check-in' }>) => {
    const commandId = hall.newId()
    const bookingId = hall.bookings[booking]
    if (bookingId === undefined) return
    hall.agents[who]?.press(draft({ name: 'check-in', bookingId, body: { commandId } }), numbered(commandId))
  }
  const reprint = (who: number) => {
    const agent = hall.agents[who]
    const ticketId = agent?.papers.at(-1)?.ticketId
    if (ticketId === undefined) return
    const commandId = hall.newId()
    reprints.set(ticketId, (reprints.get(ticketId) ?? 0) + 1)
    agent?.press(draft({ name: 'reprint', ticketId, body: { commandId } }), (answer) => {
      if (answer.ok) told.push({ what: 'reprinted', commandId, ticketId })
    })
  }
  return {
    told,
    desks,
    reprints,
    act(step) {
      if (step.do === 'press') take(step.who)
      if (step.do === 'guide') take(null)
      if (step.do === 'check-in') checkIn(step)
      if (step.do === 'reprint') reprint(step.who)
      if (step.do === 'rate') rate(step.who)
      if (step.do === 'counter') atCounter(step)
    },
  }
}
