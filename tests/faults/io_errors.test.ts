import { afterAll, describe, expect, test } from 'vitest'
import { autopsy } from './support/autopsy.ts'
import { endPrograms, startProgram } from './support/hub_program.ts'
import { liveOn, newLife, openUp, smallCentre } from './support/life.ts'
import type { Mutant } from './support/mutants.ts'
import { newPlace } from './support/place.ts'
import { each, spread } from './support/points.ts'
import { longest, sizes } from './support/random.ts'
import { attach, detachAll, hasStrace, type Point } from './support/strace.ts'
import { keep } from './support/table.ts'

afterAll(() => {
  detachAll()
  endPrograms()
})

/** Calls are counted for each thread, and two of them write: enough for the last of the points. */
const rounds = 4

const effects = ['error=EIO', 'error=ENOSPC'] as const

/** From its k-th write or sync on the disk refuses everything, until it is well again. */
const points: readonly Point[] = effects.flatMap((effect) => [
  ...[1, 2, 3, 5, 8, 13, 21, 34].map((nth) => ({ call: 'pwrite64' as const, nth, effect, lasts: true })),
  ...[1, 2, 3, 4, 5].map((nth) => ({ call: 'fsync' as const, nth, effect, lasts: true })),
])

describe.skipIf(!hasStrace)('a disk that stays broken', () => {
  test(
    'is answered with unavailable while reading goes on, and the hub recovers by itself',
    async () => {
      const chosen = spread(points, Math.max(8, sizes.points / 3))
      const lanes = [0, 1, 2, 3]
      const found = await each(lanes, lanes.length, async (lane) => {
        const place = newPlace(smallCentre)
        const report = newLife()
        const hub = await startProgram(place)
        const mine = chosen.filter((_, index) => index % lanes.length === lane)
        await openUp(hub.url ?? '', { isAlive: () => true, insists: false })
        for (const point of mine) {
          const strace = await attach(place, hub.pid, point)
          const before = report.history.length
          await liveOn(
            hub.url ?? '',
            report,
            { isAlive: () => true, insists: true, refused: strace.release },
            rounds,
          )
          await strace.release()
          const last = report.history.at(-1)
          expect(last, JSON.stringify(point)).toMatchObject({ kind: 'ok' })
          const wasRefused = report.history.slice(before).some(({ kind }) => kind === 'unknown')
          expect(wasRefused, JSON.stringify(point)).toBe(true)
        }
        await hub.end('SIGKILL')
        const served = { refusals: report.refusals, readsKept: report.readsKept, points: mine.length }
        const wrong = await autopsy(place, report)
        place.remove()
        return { ...served, wrong }
      })
      const sum = (name: 'refusals' | 'readsKept' | 'points') =>
        found.reduce((total, one) => total + one[name], 0)
      const wrong = found.flatMap((one) => one.wrong)
      keep('3-lasting', {
        what: 'the disk refuses from a call on (EIO, ENOSPC), then is well again',
        tried: sum('points'),
        unit: 'points',
        broken: wrong.length,
        isControl: false,
        note: `${sum('refusals')} answers 'unavailable', ${sum('readsKept')} of them with the board still served`,
      })
      expect(wrong).toEqual([])
      expect(sum('refusals')).toBeGreaterThanOrEqual(sum('points'))
      expect(sum('readsKept')).toBe(sum('refusals'))
    },
    longest,
  )

  test('errors-swallowed: a hub that takes a failed write for done is found out', async () => {
    const mutant: Mutant = 'errors-swallowed'
    const place = newPlace(smallCentre)
    const report = newLife()
    const hub = await startProgram(place, { mutant })
    const live = () => liveOn(hub.url ?? '', report, { isAlive: () => true, insists: false }, 1)
    await openUp(hub.url ?? '', { isAlive: () => true, insists: false })
    const strace = await attach(place, hub.pid, {
      call: 'pwrite64',
      nth: 1,
      effect: 'error=EIO',
      lasts: true,
    })
    await live()
    await hub.end('SIGKILL')
    await strace.release()
    const acknowledged = report.history.filter(({ kind }) => kind === 'ok').length
    const wrong = await autopsy(place, report)
    keep('3-lasting-control', {
      what: 'control: the hub takes a failed write for done',
      tried: acknowledged,
      unit: 'granted commands',
      broken: wrong.length,
      isControl: true,
      note: wrong.map((fault) => fault.split(':')[0]).join(', '),
    })
    expect(wrong.join('\n')).toContain('lost')
    place.remove()
  })
})
