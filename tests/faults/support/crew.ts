import { type HubProgram, startProgram } from './hub_program.ts'
import type { Mutant } from './mutants.ts'
import type { Place } from './place.ts'

type Running = HubProgram & { readonly url: string }

/** The hubs of a centre, of which the first is killed now and then; a second one goes on meanwhile. */
export interface Crew {
  /** Address of the hub that somebody speaks to: people are shared out among those that are there. */
  url(who: number): string
  /** Resolves when there is a hub to speak to. */
  up(): Promise<void>
  /** Kills the first hub and starts it again. */
  killAndStart(): Promise<void>
  /** Kills all of them. */
  kill(): Promise<void>
}

/** Starts one hub, or two on one database. */
export async function crewOf(place: Place, hubs: 1 | 2, mutant?: Mutant): Promise<Crew> {
  const launch = mutant === undefined ? {} : { mutant }
  const start = async (): Promise<Running> => {
    const program = await startProgram(place, launch)
    if (program.url === null) throw new Error(`the hub did not start: ${(await program.ended).complaint}`)
    return { ...program, url: program.url }
  }
  let first = await start()
  const second = hubs === 2 ? await start() : null
  let isFirstThere = true
  let back = Promise.resolve()
  const killAndStart = async () => {
    isFirstThere = false
    await first.end('SIGKILL')
    first = await start()
    isFirstThere = true
  }
  return {
    url: (who) => (second !== null && (who % 2 === 1 || !isFirstThere) ? second : first).url,
    up: () => (second === null ? back : Promise.resolve()),
    killAndStart() {
      back = back.then(killAndStart)
      return back
    },
    async kill() {
      await back
      await Promise.all([first.end('SIGKILL'), second?.end('SIGKILL')])
    },
  }
}
