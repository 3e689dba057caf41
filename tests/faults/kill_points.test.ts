import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { autopsy } from './support/autopsy.ts'
import { endPrograms, startProgram } from './support/hub_program.ts'
import { type LifeReport, liveOn, newLife, openUp, smallCentre } from './support/life.ts'
import { nearCheckpoint, type UsedPlace } from './support/near_checkpoint.ts'
import { newPlace, type Place } from './support/place.ts'
import { each, pointsOf } from './support/points.ts'
import { longest, sizes } from './support/random.ts'
import { counting, countsIn, hasStrace, type MutatingCall, type Point, strike } from './support/strace.ts'
import { keep } from './support/table.ts'

afterAll(endPrograms)

/** What a swept life starts from: nothing at all, or a centre whose next commits carry the log into the database. */
type Start = 'first start' | 'checkpoint'

const rounds = 2

describe.skipIf(!hasStrace)('struck at a system call', () => {
  let full: UsedPlace
  beforeAll(async () => {
    full = await nearCheckpoint(smallCentre)
  })
  afterAll(() => full?.remove())

  const placeFor = (start: Start) => {
    const place = newPlace(smallCentre)
    mkdirSync(place.data, { recursive: true })
    if (start === 'checkpoint') cpSync(full.data, place.data, { recursive: true })
    return place
  }

  /** A whole life: start, visitors, an orderly stop; whatever of it the fault leaves. */
  const live = async (place: Place, under: readonly string[], report: LifeReport) => {
    const hub = await startProgram(place, { under })
    if (hub.url === null) return { hasStarted: false, ...(await hub.ended) }
    let isAlive = true
    void hub.ended.then(() => {
      isAlive = false
    })
    const patience = { isAlive: () => isAlive, insists: true }
    await openUp(hub.url, patience)
    await liveOn(hub.url, report, patience, rounds)
    await hub.end('SIGTERM')
    return { hasStarted: true, ...(await hub.ended) }
  }

  const countsOf = async (start: Start): Promise<ReadonlyMap<MutatingCall, number>> => {
    const place = placeFor(start)
    const file = join(place.data, '..', 'calls')
    await live(place, counting(place, file), newLife())
    const counts = countsIn(file)
    place.remove()
    return counts
  }

  const strikeAt = async (start: Start, point: Point) => {
    const place = placeFor(start)
    const report = newLife(start === 'checkpoint' ? full.past.history : [])
    const life = await live(place, strike(place, point), report)
    const served = report.sent.length
    const wrong = await autopsy(place, report)
    place.remove()
    const { call, nth, effect } = point
    return {
      life,
      report,
      served,
      wrong: wrong.map((fault) => `${start}, ${effect} at ${call} ${nth}: ${fault}`),
    }
  }

  const sweep = async (start: Start, effect: Point['effect'], share: number) => {
    const counts = await countsOf(start)
    const points = pointsOf(counts, sizes.points * share, effect)
    const results = await each(points, 2, (point) => strikeAt(start, point))
    return { counts, results, wrong: results.flatMap(({ wrong }) => wrong) }
  }

  test.each([
    ['first start', 0.5],
    ['checkpoint', 0.5],
  ] as const)(
    'killed at a mutating call (%s): all that was acknowledged is there',
    async (start, share) => {
      const { counts, results, wrong } = await sweep(start, 'signal=KILL', share)
      const killed = results.filter(({ life }) => life.code !== 0).length
      keep(`2-kill-${start}`, {
        what: `kill -9 at a mutating system call, ${start}`,
        tried: results.length,
        unit: 'kill points',
        broken: wrong.length,
        isControl: false,
        note: `${killed} were reached; a life has ${[...counts].map(([call, times]) => `${times} ${call}`).join(', ')}`,
      })
      expect(wrong).toEqual([])
      expect(killed).toBeGreaterThan(results.length / 2)
    },
    longest,
  )

  test.each(['error=EIO', 'error=ENOSPC'] as const)(
    'one call fails (%s): refused as unavailable, then served again under the same ids',
    async (effect) => {
      const { results, wrong } = await sweep('checkpoint', effect, 0.3)
      keep(`3-${effect}`, {
        what: `a system call fails once (${effect})`,
        tried: results.length,
        unit: 'points',
        broken: wrong.length,
        isControl: false,
        note: `${results.reduce((sum, { report }) => sum + report.refusals, 0)} answers were 'unavailable', the same commands were taken soon after`,
      })
      expect(wrong).toEqual([])
      for (const { life, served } of results) {
        // Either it did not come up and said why, or it served everybody in the end.
        if (!life.hasStarted) expect(life.complaint).not.toBe('')
        else expect(served).toBe(rounds * 6)
      }
    },
    longest,
  )
})
