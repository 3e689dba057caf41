import type { CentreState } from '#domain'
import type { Plant } from './broken.ts'
import { type Hall, openHall, type Workshop } from './hall.ts'
import { type People, peopleOf } from './people.ts'
import type { Schedule, Step } from './schedule.ts'

/** A schedule that has been played to its rest. */
export interface Played {
  readonly hall: Hall
  readonly people: People
  /** False when the hall did not come to rest in the time it has for that. */
  readonly isAtRest: boolean
}

/** So long a hall may take until everybody agrees again, ms: a merge may wait thirty seconds for a machine. */
const longestRest = 150_000
const afterStep = 120

async function happen(hall: Hall, people: People, step: Step): Promise<void> {
  const { network, hub, city, agents } = hall
  switch (step.do) {
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
    default:
      return people.act(step)
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
export async function play(workshop: Workshop, schedule: Schedule, plant: Plant | null): Promise<Played> {
  const hall = await openHall(workshop, schedule, plant)
  const people = peopleOf(hall)
  for (const step of schedule.steps) {
    await happen(hall, people, step)
    await hall.pass(afterStep)
  }
  return { hall, people, isAtRest: await rest(hall) }
}
