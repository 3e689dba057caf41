import { cpSync, existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { autopsy } from './autopsy.ts'
import type { Entry } from './history.ts'
import { startProgram } from './hub_program.ts'
import { type LifeReport, liveOn, newLife, openUp, smallCentre } from './life.ts'
import { type FileReport, readFile } from './log_of.ts'
import type { Mutant } from './mutants.ts'
import type { UsedPlace } from './near_checkpoint.ts'
import { newPlace, type Place } from './place.ts'
import { contentOf, layOut, type NameKeeping, type PowerRecord, recordOf } from './power_cut.ts'
import { seeded } from './random.ts'
import { recording, stepsIn } from './trace.ts'

/** A life of a hub with everything it wrote, to be cut anywhere. */
export interface RecordedLife {
  readonly place: Place
  readonly record: PowerRecord
  readonly report: LifeReport
  remove(): void
}

/** Records a life: the start (on an empty folder, or on a used one), visitors, an orderly stop. */
export async function recordLife(
  rounds: number,
  { from, mutant }: { readonly from?: UsedPlace; readonly mutant?: Mutant },
): Promise<RecordedLife> {
  const place = newPlace(smallCentre)
  mkdirSync(place.data, { recursive: true })
  if (from !== undefined) cpSync(from.data, place.data, { recursive: true })
  const base = contentOf(place.data)
  const file = join(place.data, '..', 'trace')
  const report = newLife(from?.past.history)
  const hub = await startProgram(place, {
    under: recording(file),
    ...(mutant === undefined ? {} : { mutant }),
  })
  if (hub.url === null) throw new Error((await hub.ended).complaint)
  const patience = { isAlive: () => true, insists: false }
  await openUp(hub.url, patience)
  await liveOn(hub.url, report, patience, rounds)
  await hub.end('SIGTERM')
  return { place, record: recordOf(base, stepsIn(file, place.data)), report, remove: place.remove }
}

/** What the states of a life were found to be. */
export interface CutReport {
  states: number
  /** States that lack something that had been acknowledged before the cut. */
  losing: number
  /** The most acknowledged commands one state lacks. */
  worst: number
  corrupt: number
  /** States in which the hub itself was started, and everybody served again. */
  started: number
  readonly wrong: string[]
}

/** Commands that were acknowledged before a cut: the counter was opened first, then one after another. */
function acknowledged({ report }: RecordedLife, answers: number): readonly string[] {
  return report.sent
    .slice(0, Math.max(0, answers - 1))
    .map(({ operation }) => operation.command.body.commandId)
}

/** What the senders knew when the power went: the answers until then, and the command under way. */
function reportAt({ report }: RecordedLife, past: number, answers: number): LifeReport {
  const known = Math.max(0, answers - 1)
  const history: Entry[] = report.history.slice(0, past + 2 * known + (answers > 0 ? 1 : 0))
  return { ...newLife(history), sent: report.sent.slice(0, answers > 0 ? known + 1 : 0) }
}

/** Without its keys a hub that is started again could not read what it has sealed, nor know a command again. */
function hasKeys(folder: string): boolean {
  try {
    return JSON.parse(readFileSync(join(folder, 'keys', 'vault.json'), 'utf8')) !== null
  } catch {
    return false
  }
}

function open(folder: string): FileReport | null | 'corrupt' {
  const file = join(folder, 'hub.db')
  if (!existsSync(file)) return null
  try {
    const report = readFile(file)
    return report === null || (report.integrity === 'ok' && report.brokenAt === null) ? report : 'corrupt'
  } catch {
    return 'corrupt'
  }
}

const whims = (random: () => number, style: number): (() => number) =>
  // Nothing unsynced survives; all of it does; and then whatever falls.
  style === 0 ? () => 1 : style === 1 ? () => 0 : random

/** Cuts the power so many times, all over a life, and opens what is left; every so often the hub itself is started. */
export async function cutPower(
  life: RecordedLife,
  { states, seed, starts, folder }: { states: number; seed: number; starts: number; folder: string },
): Promise<CutReport> {
  const found: CutReport = { states: 0, losing: 0, worst: 0, corrupt: 0, started: 0, wrong: [] }
  const { record, place } = life
  const past = life.report.history.length - 2 * life.report.sent.length
  const random = seeded(seed)
  for (let state = 0; state < states; state += 1) {
    const step = Math.floor((state * (record.length + 1)) / states)
    const answers = record.answers[step] ?? 0
    const keeping: NameKeeping = Math.floor(state / 4) % 2 === 0 ? 'journal' : 'folders'
    const left = record.cut(step, whims(random, state % 4), keeping)
    layOut(left, place.data, folder)
    found.states += 1
    const file = open(folder)
    const where = `cut before step ${step} of ${record.length}, state ${state}, ${keeping}`
    if (answers > 0 && !hasKeys(folder)) found.wrong.push(`${where}: the keys are gone`)
    if (file === 'corrupt') {
      found.corrupt += 1
      found.wrong.push(`${where}: the database is damaged`)
      continue
    }
    const lost = acknowledged(life, answers).filter((id) => file === null || !file.answered.has(id)).length
    if (lost > 0) {
      found.losing += 1
      found.worst = Math.max(found.worst, lost)
      found.wrong.push(`${where}: ${lost} acknowledged commands are gone`)
    } else if (state % Math.ceil(states / Math.max(1, starts)) === 0) {
      layOut(left, place.data, folder)
      const wrong = await autopsy({ ...place, data: folder }, reportAt(life, past, answers))
      found.started += 1
      found.wrong.push(...wrong.map((fault) => `${where}, hub started: ${fault}`))
    }
  }
  rmSync(folder, { recursive: true, force: true })
  return found
}
