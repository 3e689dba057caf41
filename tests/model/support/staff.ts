import type { CentreState } from '#domain'
import { counterReply } from '#protocol'
import type { AgentNode, Heard } from './agent_node.ts'
import type { Hall } from './hall.ts'
import type { Act, Step } from './schedule.ts'
import { draft, type Told, type Visit, visitOf } from './told.ts'

/** What the person at a counter was last told of it. */
export interface Desk {
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

/** How a person finds their counter. */
function begun(centre: CentreState | null, counterId: string): Desk {
  const ticket = centre?.live.get(centre.counterLive.get(counterId)?.currentTicketId ?? '')
  const visit = ticket === undefined ? null : visitOf(ticket)
  return { state: visit === null ? 'open' : 'serving', visit, door: 'open', asking: 0, isSure: true }
}

/** What a counter hears; a closed or paused door is learnt from refusals too, as from its screen. */
function hear(desk: Desk, { type, counterId, about }: Asked, answer: Heard): Told | null {
  if (!answer.ok) {
    if (answer.code === 'unavailable') desk.visit = null
    if (answer.code === 'counter-closed') desk.state = 'closed'
    if (answer.code === 'counter-paused') desk.state = 'paused'
    if (isDoor(type) && answer.code === 'unavailable') desk.isSure = false
    return null
  }
  const { state, ticket } = counterReply.parse(answer.value)
  desk.state = state
  if (isDoor(type)) desk.door = doorAfter[type]
  if (ticket !== null) desk.visit = { ticketId: ticket.id, number: ticket.number, issuedAt: ticket.issuedAt }
  const visit = type.startsWith('call') ? (ticket === null ? null : desk.visit) : about
  return visit === null || isDoor(type) ? null : { what: 'done', type, counterId, ...visit }
}

/** A command at a counter, and the visit its sender means by it. */
interface Asked {
  readonly type: string
  readonly counterId: string
  readonly about: Visit | null
}

/** A command is under way: what it may change is not known until it is answered. */
function begin(desk: Desk, type: string): void {
  if (desk.asking > 0) {
    desk.visit = null
    if (isDoor(type)) desk.isSure = false
  }
  desk.asking += 1
}

/** The members of staff at the counters of one hall. */
export function staffOf(hall: Hall, tell: (told: Told) => void) {
  const desks = new Map<string, Desk>()
  const deskOf = (agent: AgentNode, counterId: string): Desk => {
    const desk = desks.get(counterId) ?? begun(agent.picture(), counterId)
    desks.set(counterId, desk)
    return desk
  }
  return {
    desks: desks as ReadonlyMap<string, Desk>,
    act({ who, act }: Extract<Step, { do: 'counter' }>) {
      const agent = hall.agents[who]
      const counterId = agent?.machine.counterId ?? null
      if (agent === undefined || counterId === null) return
      const desk = deskOf(agent, counterId)
      const body = bodyOf(act, desk, hall, agent)
      if (body === null) return
      const { type } = body as { readonly type: string }
      const held = type === 'resume' ? heldIn(agent.picture()) : undefined
      const about = held !== undefined ? visitOf(held) : desk.asking > 0 ? null : desk.visit
      const staff = type === 'open' ? { staffId: `clerk-${counterId}` } : {}
      const command = { ...body, ...staff, commandId: hall.newId() } as never
      begin(desk, type)
      agent.press(draft({ name: 'counter', counterId, body: command }), (answer) => {
        desk.asking -= 1
        const told = hear(desk, { type, counterId, about }, answer)
        if (told !== null) tell(told)
      })
    },
  }
}
