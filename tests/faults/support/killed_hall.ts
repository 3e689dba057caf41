import { join } from 'node:path'
import { check } from './checker.ts'
import { crewOf } from './crew.ts'
import { type HallReport, runHall } from './hall.ts'
import type { LogEntry, Verdict } from './history.ts'
import { readPostgres } from './log_in_postgres.ts'
import { type FileReport, logByDoor, readFile, withCommands } from './log_of.ts'
import type { Mutant } from './mutants.ts'
import type { Place } from './place.ts'
import { screenAt } from './screen.ts'

/** A hall whose hub is killed so many times while everybody is busy, and once more at the end. */
export interface KilledHall {
  readonly place: Place
  readonly seed: number
  readonly ticketsPerKiosk: number
  readonly kills: number
  /** Two on one PostgreSQL: the first is killed, the second goes on. */
  readonly hubs?: 1 | 2
  readonly mutant?: Mutant
}

/** What came of it. */
export interface KilledHallReport {
  readonly hall: HallReport
  readonly log: readonly LogEntry[]
  readonly file: FileReport
  readonly kills: number
  /** What a screen at the surviving hub missed or saw out of order. */
  readonly unseen: readonly string[]
  readonly verdict: Verdict
  /** The same without the commands' ids: what can be told through the public door alone. */
  readonly verdictByDoor: Verdict
}

/** About so many commands are granted for each number: issue, half a print, call, arrive, finish. */
const commandsPerTicket = 4.5

async function reportOf({ data, postgres }: Place): Promise<FileReport> {
  if (postgres !== null) return readPostgres(postgres)
  const file = readFile(join(data, 'hub.db'))
  if (file === null) throw new Error('the database has no tables')
  return file
}

/** Runs the hall, kills its hub in between, reads the log through the door and from the database, and compares. */
export async function killedHall(setting: KilledHall): Promise<KilledHallReport> {
  const { place, seed, ticketsPerKiosk, kills, hubs = 1 } = setting
  const crew = await crewOf(place, hubs, setting.mutant)
  // With two hubs there is one that nobody kills: its screens must not notice anything.
  const screen = hubs === 2 ? await screenAt(crew.url(1)) : null
  const expected = place.size.kiosks * ticketsPerKiosk * commandsPerTicket
  let granted = 0
  let killed = 0
  const hall = await runHall({
    place,
    seed,
    ticketsPerKiosk,
    url: crew.url,
    up: crew.up,
    granted() {
      granted += 1
      if (killed >= kills || granted < (expected * (killed + 1)) / (kills + 1)) return
      killed += 1
      void crew.killAndStart()
    },
  })
  // Once more with the last answers just given: what they said must be there.
  await crew.killAndStart()
  const log = await logByDoor(crew.url(0))
  const unseen = (await screen?.upTo(log.length)) ?? []
  screen?.close()
  await crew.kill()
  const file = await reportOf(place)
  const verdict = check(hall.history, withCommands(log, file))
  const verdictByDoor = check(hall.history, log)
  return { hall, log, file, kills: killed + 1, unseen, verdict, verdictByDoor }
}
