import { perform } from '../../../hub/server/gate.ts'
import { type Heard, ticketIn } from './agent_node.ts'
import { guide } from './furnished.ts'
import type { Hall } from './hall.ts'
import type { Step } from './schedule.ts'
import { type Desk, staffOf } from './staff.ts'
import { draft, type Told, visitOf } from './told.ts'

/** Everybody in the hall: what they do next, and what they were told. */
export interface People {
  readonly told: readonly Told[]
  readonly desks: ReadonlyMap<string, Desk>
  /** Presses of the reprint key, by ticket. */
  readonly reprints: ReadonlyMap<string, number>
  act(step: Step): void
}

const marks = { overall: 4, attitude: 4, efficiency: 4, competence: 4 }

type Tell = (told: Told) => void

/** What somebody hears who wants a number. */
const numbered = (tell: Tell, commandId: string) => (answer: Heard) => {
  const ticket = answer.ok ? ticketIn(answer.value) : null
  if (ticket !== null) tell({ what: 'number', commandId, ticketId: ticket.id, number: ticket.number })
}

/** The visitor at a counter's pad gives the rating it asks for. */
function rate(hall: Hall, tell: Tell, who: number): void {
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
    if (answer.ok) tell({ what: 'rated', counterId, leg, ...visit })
  }
  agent?.press(draft({ name: 'rate', body }), heard, `pad-${counterId}`)
}

/** Somebody takes a number: at a kiosk, or from the guide desk at the hub itself. */
function take(hall: Hall, tell: Tell, who: number | null): void {
  const commandId = hall.newId()
  const command = draft({ name: 'issue', body: { serviceId: 'LC', anonymous: true, commandId } })
  const hear = numbered(tell, commandId)
  const { parts } = hall.hub
  if (who !== null) hall.agents[who]?.press(command, hear)
  if (who !== null || parts === null) return
  void perform(parts, guide, command).then((answer) => {
    if (answer.ok) hear({ ok: true, value: JSON.parse(answer.value) })
  })
}

function checkIn(hall: Hall, tell: Tell, { who, booking }: Extract<Step, { do: 'check-in' }>): void {
  const commandId = hall.newId()
  const bookingId = hall.bookings[booking]
  if (bookingId === undefined) return
  const command = draft({ name: 'check-in', bookingId, body: { commandId } })
  hall.agents[who]?.press(command, numbered(tell, commandId))
}

/** Has the newest paper of a kiosk printed again, or that of somebody who waits; returns whose. */
function reprint(hall: Hall, tell: Tell, who: number): string | null {
  const agent = hall.agents[who]
  const waiting = [...(agent?.picture()?.live.values() ?? [])].find(({ state }) => state === 'WAITING')
  const ticketId = agent?.papers.at(-1)?.ticketId ?? waiting?.id
  if (agent === undefined || ticketId === undefined) return null
  const commandId = hall.newId()
  agent.press(draft({ name: 'reprint', ticketId, body: { commandId } }), (answer) => {
    if (answer.ok) tell({ what: 'reprinted', commandId, ticketId })
  })
  return ticketId
}

/** Makes the people of one hall. */
export function peopleOf(hall: Hall): People {
  const told: Told[] = []
  const tell: Tell = (each) => void told.push(each)
  const reprints = new Map<string, number>()
  const staff = staffOf(hall, tell)
  return {
    told,
    desks: staff.desks,
    reprints,
    act(step) {
      if (step.do === 'press') take(hall, tell, step.who)
      if (step.do === 'guide') take(hall, tell, null)
      if (step.do === 'check-in') checkIn(hall, tell, step)
      if (step.do === 'rate') rate(hall, tell, step.who)
      if (step.do === 'counter') staff.act(step)
      if (step.do !== 'reprint') return
      const whose = reprint(hall, tell, step.who)
      if (whose !== null) reprints.set(whose, (reprints.get(whose) ?? 0) + 1)
    },
  }
}
