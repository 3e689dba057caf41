import type { CentreState } from '#domain'
import { counterReply, type WireCommand, wireCommand } from '#protocol'
import { perform } from '../../../hub/server/gate.ts'
import { type AgentNode, ticketIn } from './agent_node.ts'
import type { Plant } from './broken.ts'
import { guide } from './furnished.ts'
import { type Hall, openHall, type Workshop } from './hall.ts'
import type { Schedule, Step } from './schedule.ts'

/** What somebody was told, once. */
export type Told =
  | {
      readonly what: 'number'
      readonly commandId: string
      readonly ticketId: string
      readonly number: string
    }
  | { readonly what: 'called'; readonly counterId: string; readonly number: string }

/** A schedule that has been played to its rest. */
export interface Played {
  readonly hall: Hall
  readonly told: readonly Told[]
  /** False when the hall did not come to rest in the time it has for that. */
  readonly isAtRest: boolean
}

/** So long a hall may take until everybody agrees again, ms: a merge may wait thirty seconds for a machine. */
const longestRest = 150_000
const afterStep = 120

const draft = (name: 'issue' | 'counter', body: object, rest: object = {}): WireCommand =>
  wireCommand.parse({ name, ...rest, body })

/** A number somebody shows at a counter: the newest paper of the hall. */
const shown = (agents: readonly AgentNode[]): string =>
  agents.flatMap(({ papers }) => papers.at(-1) ?? [])[0]?.number ?? 'A001'

/** What comes next at a counter, by what it was last told of itself. */
const nextAct = {
  open: 'call-next',
  called: 'arrive',
  serving: 'finish',
  paused: 'call-next',
  closed: 'call-next',
} as const
type CounterState = keyof typeof nextAct

/** People at their counters: what each was last told. */
type Desks = Map<string, CounterState>

function atCounter(
  hall: Hall,
  told: Told[],
  desks: Desks,
  { who, act }: Extract<Step, { do: 'counter' }>,
): void {
  const agent = hall.agents[who]
  const counterId = agent?.machine.counterId ?? ''
  const commandId = hall.newId()
  const type = act === 'typed' ? 'call-number' : nextAct[desks.get(counterId) ?? 'open']
  const typed = act === 'typed' ? { number: shown(hall.agents), reason: 'shown on paper' } : {}
  agent?.press(draft('counter', { type, commandId, ...typed }, { counterId }), (value) => {
    const reply = counterReply.safeParse(value)
    if (!reply.success) return
    desks.set(counterId, reply.data.state)
    const number = reply.data.state === 'called' ? reply.data.ticket?.number : undefined
    if (type.startsWith('call') && number !== undefined) told.push({ what: 'called', counterId, number })
  })
}

/** Somebody takes a number: at a kiosk, or from the guide desk at the hub itself. */
function take(hall: Hall, told: Told[], who: number | null): void {
  const commandId = hall.newId()
  const command = draft('issue', { serviceId: 'LC', anonymous: true, commandId })
  const answered = (value: unknown) => {
    const ticket = ticketIn(value)
    if (ticket !== null) told.push({ what: 'number', commandId, ticketId: ticket.id, number: ticket.number })
  }
  if (who !== null) {
    hall.agents[who]?.press(command, answered)
    return
  }
  const { parts } = hall.hub
  if (parts === null) return
  void perform(parts, guide, command).then((answer) => {
    if (answer.ok) answered(JSON.parse(answer.value))
  })
}

async function happen(hall: Hall, told: Told[], desks: Desks, step: Step): Promise<void> {
  const { network, hub, city, agents } = hall
  switch (step.do) {
    case 'press':
      return take(hall, told, step.who)
    case 'guide':
      return take(hall, told, null)
    case 'counter':
      return atCounter(hall, told, desks, step)
    case 'cable':
      return network.set(agents[step.who]?.machine.deviceId ?? '', step.weather)
    case 'city':
      return city.set(step.weather)
    case 'wait':
      return hall.pass(step.ms)
    case 'kill':
    case 'start': {
      const program = step.what === 'hub' ? hub : step.what === 'city' ? city : agents[step.what]
      return step.do === 'kill' ? program?.crash(step.moment) : program?.start()
    }
  }
}

const isHome = (hall: Hall, centre: CentreState | undefined): boolean => {
  const link = hall.link()?.status()
  return (
    centre !== undefined &&
    hall.agents.every((agent) => agent.isHome() && agent.centre()?.revision === centre.revision) &&
    link?.pending === 0 &&
    link.state === 'idle'
  )
}

/** Mends everything, starts what is dead, and waits until nothing is left to do. */
async function rest(hall: Hall): Promise<boolean> {
  const { network, hub, city, agents, clock } = hall
  // What was to die at its next write has had its chance.
  await hall.pass(500)
  for (const { machine } of agents) network.set(machine.deviceId, 'calm')
  city.set('calm')
  const until = clock.now() + longestRest
  let calmFor = 0
  while (calmFor < 3 && clock.now() < until) {
    await hub.start()
    city.start()
    for (const agent of agents) agent.start()
    await hall.pass(500)
    calmFor = isHome(hall, hub.parts?.centre.state()) ? calmFor + 1 : 0
  }
  return calmFor === 3
}

/** Plays a schedule on a hall of its own. */
export async function play(
  workshop: Workshop,
  { seed, steps }: Schedule,
  plant: Plant | null,
): Promise<Played> {
  const hall = await openHall(workshop, seed, plant)
  const told: Told[] = []
  const desks: Desks = new Map()
  for (const step of steps) {
    await happen(hall, told, desks, step)
    await hall.pass(afterStep)
  }
  return { hall, told, isAtRest: await rest(hall) }
}
