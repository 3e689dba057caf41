import type { CounterConfig } from '../catalogue.ts'
import { chooser } from '../choose.ts'
import { bandOf, isBefore, standing, type Waiting } from '../standing.ts'
import type { CentreState } from '../state.ts'
import { arrivals, type Comings } from './comings.ts'
import { type Durations, drawn, remaining } from './durations.ts'
import type { Line, Lines } from './lines.ts'
import type { Server } from './servers.ts'
import { afterBreaks } from './stretches.ts'

/** Everything one run starts from. */
export interface Scene {
  readonly state: CentreState
  readonly now: number
  readonly servers: readonly Server[]
  readonly lines: Lines
  readonly comings: Comings
  durations(serviceId: string, at: number): Durations
  /** Those whose call is asked for; of these, newcomers take nobody's time: they are only asked when. */
  readonly asked: ReadonlySet<string>
  readonly newcomers: ReadonlySet<string>
}

/** No forecast looks further: a day and a night. */
const horizonMs = 24 * 60 * 60_000
const minuteMs = 60_000
const never = Number.POSITIVE_INFINITY

interface Walk {
  readonly line: Line
  readonly waiting: Waiting[]
  next: number
}

/** Whom a server calls at a moment, with the standing, or the moment at which looking again may help. */
interface Look {
  readonly walk: Walk | null
  readonly place: number
  readonly again: number
}

/** Whether anything but the standing may decide: the one-in-N guard, conditions of the counter. */
const asksMore = (
  { state: { policy } }: Scene,
  conditions: CounterConfig['conditions'],
  priorityRun: number,
) => priorityRun >= policy.priorityRun || (conditions !== undefined && conditions.length > 0)

function look(scene: Scene, walks: readonly Walk[], index: number, priorityRun: number, at: number): Look {
  const { policy } = scene.state
  const counter: Pick<CounterConfig, 'conditions'> = scene.servers[index]?.counter ?? {}
  const among = asksMore(scene, counter.conditions, priorityRun)
    ? chooser<Waiting>(policy, { counter, priorityRun }, at)
    : null
  let best: Walk | null = null
  let first: Waiting | null = null
  let bestPlace = -1
  let again = never
  for (const walk of walks) {
    const { line } = walk
    const who = walk.waiting[walk.next]
    const admission = line.admission[index]
    if (who === undefined || admission === 0) continue
    const due =
      admission === 2 ? Math.max(line.from, who.orderAt + line.overflowMinutes * minuteMs) : line.from
    if (due > at) {
      again = Math.min(again, due)
      continue
    }
    const place = standing(policy, who, line.targetMinutes, at)
    among?.offer(who, line.serviceId, place)
    if (first !== null && !isBefore(place, who, bestPlace, first)) continue
    best = walk
    first = who
    bestPlace = place
  }
  const choice = among?.choice() ?? null
  if (choice === null || choice.chosen.who === first) return { walk: best, place: bestPlace, again }
  const walk = walks.find((each) => each.waiting[each.next] === choice.chosen.who) ?? null
  return { walk, place: choice.chosen.place, again }
}

function soonest(free: readonly number[]): number {
  let best = 0
  for (let index = 1; index < free.length; index++)
    if ((free[index] ?? never) < (free[best] ?? never)) best = index
  return best
}

/** When each server is free for the first time, with what is left of its call drawn. */
const firstFree = ({ servers, now, durations }: Scene, random: () => number): number[] =>
  servers.map(({ busy, joinsAt, breaks }) => {
    if (busy === null) return afterBreaks(breaks, joinsAt)
    const began = now - busy.elapsedMinutes * minuteMs
    const left = remaining(durations(busy.serviceId, began), busy.elapsedMinutes, random())
    return afterBreaks(breaks, Math.max(joinsAt, now + left * minuteMs))
  })

/**
 * One run of the dispatcher forward from now, with durations and newcomers drawn: when each of those asked for is
 * called (ms since the epoch). Who is not called within a day is called then.
 */
export function runForward(scene: Scene, random: () => number): Map<string, number> {
  const { now, asked, newcomers } = scene
  const walks: Walk[] = scene.lines.all.map((line) => ({ line, waiting: line.waiting.slice(), next: 0 }))
  const walkOf = new Map(walks.map((walk) => [walk.line, walk]))
  const free = firstFree(scene, random)
  const runs = scene.servers.map(({ priorityRun }) => priorityRun)
  const coming = arrivals(scene.comings, now, random, (line, who) => walkOf.get(line)?.waiting.push(who))
  const called = new Map<string, number>()
  while (called.size < asked.size) {
    const index = soonest(free)
    const at = free[index] ?? never
    const breaks = scene.servers[index]?.breaks ?? []
    if (at > now + horizonMs) break
    coming.until(at)
    const { walk, place, again } = look(scene, walks, index, runs[index] ?? 0, at)
    const who = walk?.waiting[walk.next]
    if (walk === null || who === undefined) {
      free[index] = afterBreaks(breaks, Math.max(at + 1, Math.min(again, coming.next())))
      continue
    }
    walk.next += 1
    if (asked.has(who.id)) called.set(who.id, at)
    if (newcomers.has(who.id)) continue
    const minutes = drawn(scene.durations(walk.line.serviceId, at), random())
    free[index] = afterBreaks(breaks, at + minutes * minuteMs)
    const isPriority = who.priority !== 'normal' || bandOf(place) === 'C'
    runs[index] = isPriority ? (runs[index] ?? 0) + 1 : 0
  }
  for (const id of asked) if (!called.has(id)) called.set(id, now + horizonMs)
  return called
}
