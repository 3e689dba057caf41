import { emptyHall, type Hall, minute, type Rules, system, terminal, type Witness } from '../hall.fixture.ts'
import { Broken } from './broken.model.ts'
import { locked } from './lock.model.ts'
import { desksOf, furnishAs, type Setting } from './setting.model.ts'
import type { Step } from './step.model.ts'

/** One day of a hall: how it is set up and what happens; with clocks that are set, or not. */
export interface Day {
  readonly setting: Setting
  readonly hasJumps: boolean
  readonly steps: readonly Step[]
}

/** What is looked at in a day: every event, and the end. */
export interface Look extends Witness {
  atEnd?(hall: Hall): void
}

/** A promise of the queue rules, by the name it is reported under. */
export interface Invariant {
  readonly name: string
  /** Says nothing of days in which the clock is set. */
  readonly needsSteadyClock?: boolean
  look(setting: Setting, rules: Rules): Look
}

function named<T extends readonly unknown[]>(name: string, look: ((...given: T) => void) | undefined) {
  return (...given: T) => {
    try {
      look?.(...given)
    } catch (error) {
      // The evening is lived through under the eyes of the other invariants: theirs keep their names.
      throw error instanceof Broken ? error : new Broken(name, error)
    }
  }
}

/** How much was tried. */
export interface Tally {
  days: number
  commands: number
  refused: number
  events: number
}

/** A tally of nothing. */
export const newTally = (): Tally => ({ days: 0, commands: 0, refused: 0, events: 0 })

function happen(hall: Hall, step: Step, tally: Tally): void {
  if (step.kind === 'wait' || step.kind === 'jump') hall.now += step.ms
  if (step.kind === 'midnight') hall.now = midnightAfter(hall.now) + step.ms
  if (step.kind !== 'send') return
  const sent = step.to(hall)
  if (sent === null) return
  tally.commands += 1
  if (!hall.run(sent[0], sent[1]).ok) tally.refused += 1
}

const zoneMs = 480 * minute
const dayMs = 24 * 60 * minute
const midnightAfter = (now: number) => (Math.floor((now + zoneMs) / dayMs) + 1) * dayMs - zoneMs

/** Lets a day happen and looks at it; throws `Broken` by the name of the first invariant that does not hold. */
export function judge(day: Day, invariants: readonly Invariant[], rules: Rules, tally = newTally()): void {
  const looks = invariants
    .filter(({ needsSteadyClock }) => needsSteadyClock !== true || !day.hasJumps)
    .map(({ name, look }) => {
      const each = look(day.setting, rules)
      return {
        before: named(name, each.before?.bind(each)),
        after: named(name, each.after?.bind(each)),
        atEnd: named(name, each.atEnd?.bind(each)),
      }
    })
  const hall = emptyHall(locked(rules), {
    before(...given) {
      for (const { before } of looks) before(...given)
    },
    after(...given) {
      for (const { after } of looks) after(...given)
    },
  })
  for (const command of furnishAs(day.setting)) hall.run(command, system)
  for (const counterId of desksOf(day.setting))
    hall.run({ type: 'open', counterId, staffId: null }, terminal(counterId))
  for (const step of day.steps) happen(hall, step, tally)
  tally.days += 1
  tally.events += hall.log.length
  for (const { atEnd } of looks) atEnd(hall)
}
