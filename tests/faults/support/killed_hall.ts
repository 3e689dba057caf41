import { join } from 'node:path'
import { check } from './checker.ts'
import { type HallReport, runHall } from './hall.ts'
import type { LogEntry, Verdict } from './history.ts'
import { type HubProgram, startProgram } from './hub_program.ts'
import { type FileReport, logByDoor, readFile, withCommands } from './log_of.ts'
import type { Mutant } from './mutants.ts'
import type { Place } from './place.ts'

/** A hall whose hub is killed so many times while everybody is busy, and once more at the end. */
export interface KilledHall {
  readonly place: Place
  readonly seed: number
  readonly ticketsPerKiosk: number
  readonly kills: number
  readonly mutant?: Mutant
}

/** What came of it. */
export interface KilledHallReport {
  readonly hall: HallReport
  readonly log: readonly LogEntry[]
  readonly file: FileReport
  readonly kills: number
  readonly verdict: Verdict
  /** The same without the commands' ids: what can be told through the public door alone. */
  readonly verdictByDoor: Verdict
}

/** About so many commands are granted for each number: issue, half a print, call, arrive, finish. */
const commandsPerTicket = 4.5

/** A hub that is killed and started again on the same folder. */
async function killable({ place, mutant }: KilledHall) {
  const launch = mutant === undefined ? {} : { mutant }
  const start = async (): Promise<HubProgram & { readonly url: string }> => {
    const program = await startProgram(place, launch)
    if (program.url === null) throw new Error(`the hub did not start: ${(await program.ended).complaint}`)
    return { ...program, url: program.url }
  }
  let program = await start()
  let up = Promise.resolve()
  const killAndStart = async () => {
    await program.end('SIGKILL')
    program = await start()
  }
  return {
    url: () => program.url,
    up: () => up,
    killAndStart() {
      up = up.then(killAndStart)
      return up
    },
    kill: () => program.end('SIGKILL'),
  }
}

/** Runs the hall, kills its hub in between, reads the log through the door and from the file, and compares. */
export async function killedHall(setting: KilledHall): Promise<KilledHallReport> {
  const { place, seed, ticketsPerKiosk, kills } = setting
  const hub = await killable(setting)
  const expected = place.size.kiosks * ticketsPerKiosk * commandsPerTicket
  let granted = 0
  let killed = 0
  const hall = await runHall({
    place,
    seed,
    ticketsPerKiosk,
    url: hub.url,
    up: hub.up,
    granted() {
      granted += 1
      if (killed >= kills || granted < (expected * (killed + 1)) / (kills + 1)) return
      killed += 1
      void hub.killAndStart()
    },
  })
  await hub.up()
  // Once more with the last answers just given: what they said must be there.
  await hub.killAndStart()
  const log = await logByDoor(hub.url())
  await hub.kill()
  const file = readFile(join(place.data, 'hub.db'))
  if (file === null) throw new Error('the database has no tables')
  const verdict = check(hall.history, withCommands(log, file))
  return { hall, log, file, kills: killed + 1, verdict, verdictByDoor: check(hall.history, log) }
}
