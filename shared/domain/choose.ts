import type { CounterConfig } from './catalogue.ts'
import type { Policy } from './policy.ts'
import { bandOf, isBefore, type Waiting } from './standing.ts'

/** Somebody who may be called, with the standing. */
export interface Contender<T extends Waiting> {
  readonly who: T
  readonly serviceId: string
  readonly place: number
}

/** What dispatch chose from those it was shown. */
export interface Choice<T extends Waiting> {
  readonly chosen: Contender<T>
  readonly rule: 'dispatch' | 'guard' | 'condition'
  readonly runnerUp: Contender<T> | null
  readonly count: number
}

/** Those who may be called, shown one after another, and the choice among them. */
export interface Chooser<T extends Waiting> {
  offer(who: T, serviceId: string, place: number): void
  choice(): Choice<T> | null
}

const minutes = (ms: number) => ms / 60_000
const bandD = (place: number) => bandOf(place) === 'D'

const isAhead = <T extends Waiting>(one: Contender<T>, other: Contender<T> | null) =>
  other === null || isBefore(one.place, one.who, other.place, other.who)

/** The best and the second best of those shown. */
interface Podium<T extends Waiting> {
  first: Contender<T> | null
  second: Contender<T> | null
}

function place<T extends Waiting>(podium: Podium<T>, who: T, serviceId: string, place: number): void {
  const { first, second } = podium
  if (second !== null && !isBefore(place, who, second.place, second.who)) return
  const one = { who, serviceId, place }
  if (isAhead(one, first)) {
    podium.second = first
    podium.first = one
  } else podium.second = one
}

/** The best of each service named in a counter's conditions, and how long its first has waited. */
function conditional<T extends Waiting>(conditions: NonNullable<CounterConfig['conditions']>, now: number) {
  const best = new Map<string, Contender<T>>()
  const longest = new Map<string, number>()
  return {
    see(one: Contender<T>) {
      const { serviceId, who } = one
      if (isAhead(one, best.get(serviceId) ?? null)) best.set(serviceId, one)
      longest.set(serviceId, Math.max(longest.get(serviceId) ?? 0, minutes(now - who.orderAt)))
    },
    /** First true wins; a condition whose service has nobody to call is passed over. */
    result(): Contender<T> | undefined {
      for (const { serviceId, overMinutes, callServiceId } of conditions) {
        const next = best.get(callServiceId)
        if (next !== undefined && (longest.get(serviceId) ?? 0) > overMinutes) return next
      }
      return undefined
    },
  }
}

/**
 * Chooses whom to call among the eligible, in one pass over them: bands and scores, the one-in-N guard, and the
 * counter's own conditions before band D (queue rules, which ticket next, 2 to 6).
 */
export function chooser<T extends Waiting>(
  policy: Policy,
  caller: { readonly counter: Pick<CounterConfig, 'conditions'>; readonly priorityRun: number },
  now: number,
): Chooser<T> {
  const podium: Podium<T> = { first: null, second: null }
  const { conditions } = caller.counter
  const named = conditions === undefined || conditions.length === 0 ? null : conditional<T>(conditions, now)
  const isGuarded = caller.priorityRun >= policy.priorityRun
  let patient: Contender<T> | null = null
  let count = 0
  const isPatient = ({ who, place }: Contender<T>) =>
    who.priority === 'normal' &&
    bandD(place) &&
    // While the clock is behind an arrival nobody can tell how long it has waited: then it has waited enough.
    (minutes(now - who.orderAt) > policy.priorityRunMinutes || now < who.orderAt)
  return {
    offer(who, serviceId, standing) {
      count += 1
      place(podium, who, serviceId, standing)
      if (named === null && !isGuarded) return
      const one = { who, serviceId, place: standing }
      named?.see(one)
      if (isGuarded && isPatient(one) && isAhead(one, patient)) patient = one
    },
    choice() {
      const { first, second } = podium
      if (first === null) return null
      const over = (chosen: Contender<T>, rule: 'guard' | 'condition'): Choice<T> => ({
        chosen,
        rule,
        runnerUp: chosen === first ? second : first,
        count,
      })
      const isNormal = first.who.priority === 'normal' && bandD(first.place)
      if (patient !== null && bandOf(first.place) >= 'C' && !isNormal) return over(patient, 'guard')
      const asked = bandD(first.place) ? named?.result() : undefined
      if (asked !== undefined) return over(asked, 'condition')
      return { chosen: first, rule: 'dispatch', runnerUp: second, count }
    },
  }
}
