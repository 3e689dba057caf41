import { cpSync, mkdirSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { autopsy } from './support/autopsy.ts'
import type { Action } from './support/history.ts'
import { endPrograms, type HubProgram, startProgram } from './support/hub_program.ts'
import { type LifeReport, liveOn, newLife, openUp, type Patience, smallCentre } from './support/life.ts'
import { newPlace, type Place } from './support/place.ts'
import { each } from './support/points.ts'
import { longest } from './support/random.ts'
import { type Attached, attach, detachAll, hasStrace, type Point } from './support/strace.ts'
import { keep } from './support/table.ts'

afterAll(() => {
  detachAll()
  endPrograms()
})

const actions = ['issue', 'call', 'finish'] as const satisfies readonly Action[]
const calls = ['pwrite64', 'fsync'] as const
const pairs = actions.flatMap((action) => calls.map((call) => ({ action, call })))
const effects = ['error=EIO', 'error=ENOSPC'] as const
const failing = effects.flatMap((effect) => pairs.map((pair) => ({ ...pair, effect })))

/** More than any command makes; a sweep ends where a command was over before it was struck. */
const most = 40

/** A hub that serves one visitor, with strace on it from before one command until after it. */
async function liveUnder(place: Place, hub: HubProgram, action: Action, point: Point, report: LifeReport) {
  let isAlive = true
  void hub.ended.then(() => {
    isAlive = false
  })
  let strace: Attached | null = null
  let isOver = false
  const release = async () => {
    await strace?.release()
    isOver ||= strace !== null
    strace = null
  }
  const refusals = report.refusals
  const patience: Patience = {
    isAlive: () => isAlive,
    insists: true,
    refused: release,
    async before(next) {
      await release()
      if (next === action && !isOver) strace = await attach(place, hub.pid, point)
    },
  }
  await liveOn(hub.url ?? '', report, patience, 1)
  await release()
  return { isStruck: !isAlive || report.refusals > refusals }
}

const lastAsked = ({ history }: LifeReport) => history.findLast((entry) => entry.kind === 'invoke')

describe.skipIf(!hasStrace)('at every mutating call of issue, call and finish', () => {
  let opened: ReturnType<typeof newPlace>
  const past = newLife()
  beforeAll(async () => {
    opened = newPlace(smallCentre)
    const hub = await startProgram(opened)
    const patience = { isAlive: () => true, insists: true }
    await openUp(hub.url ?? '', patience)
    await liveOn(hub.url ?? '', past, patience, 1)
    await hub.end('SIGKILL')
  })
  afterAll(() => opened?.remove())

  const copy = () => {
    const place = newPlace(smallCentre)
    mkdirSync(place.data, { recursive: true })
    cpSync(opened.data, place.data, { recursive: true })
    return place
  }

  test(
    'killed: all that was acknowledged is there, the rest once or not at all',
    async () => {
      const sweeps = await each(pairs, 2, async ({ action, call }) => {
        const wrong: string[] = []
        let struck = 0
        for (let nth = 1; nth <= most; nth += 1) {
          const place = copy()
          const report = newLife(past.history)
          const hub = await startProgram(place)
          const point: Point = { call, nth, effect: 'signal=KILL', lasts: false }
          const { isStruck } = await liveUnder(place, hub, action, point, report)
          await hub.end('SIGKILL')
          if (isStruck) expect(lastAsked(report)).toMatchObject({ action })
          const found = isStruck ? await autopsy(place, report) : []
          wrong.push(...found.map((fault) => `${action}, killed at ${call} ${nth}: ${fault}`))
          place.remove()
          if (!isStruck) break
          struck += 1
        }
        return { action, call, struck, wrong }
      })
      const wrong = sweeps.flatMap((each) => each.wrong)
      keep('2-kill-command', {
        what: 'kill -9 at every mutating system call of one command',
        tried: sweeps.reduce((sum, { struck }) => sum + struck, 0),
        unit: 'kill points',
        broken: wrong.length,
        isControl: false,
        note: sweeps.map(({ action, call, struck }) => `${action} ${struck} ${call}`).join(', '),
      })
      expect(wrong).toEqual([])
      // A command that is durable when it is answered writes and syncs.
      for (const { struck } of sweeps) expect(struck).toBeGreaterThan(0)
    },
    longest,
  )

  test(
    'failing once (EIO, ENOSPC): refused as unavailable, then taken under the same id',
    async () => {
      const sweeps = await each(failing, failing.length, async ({ action, call, effect }) => {
        const place = copy()
        const report = newLife(past.history)
        const hub = await startProgram(place)
        let struck = 0
        for (let nth = 1; nth <= most; nth += 1) {
          const point: Point = { call, nth, effect, lasts: false }
          const { isStruck } = await liveUnder(place, hub, action, point, report)
          expect(report.history.at(-1)).toMatchObject({ kind: 'ok' })
          if (!isStruck) break
          struck += 1
        }
        await hub.end('SIGKILL')
        const wrong = await autopsy(place, report)
        place.remove()
        return { struck, report, wrong: wrong.map((fault) => `${action}, ${effect} at ${call}: ${fault}`) }
      })
      const sum = (pick: (report: LifeReport) => number) =>
        sweeps.reduce((total, { report }) => total + pick(report), 0)
      const wrong = sweeps.flatMap((each) => each.wrong)
      keep('3-command', {
        what: 'every mutating call of one command fails once (EIO, ENOSPC)',
        tried: sweeps.reduce((total, { struck }) => total + struck, 0),
        unit: 'points',
        broken: wrong.length,
        isControl: false,
        note: `${sum(({ refusals }) => refusals)} answers 'unavailable', ${sum(({ readsKept }) => readsKept)} of them with the board still served`,
      })
      expect(wrong).toEqual([])
      for (const { struck } of sweeps) expect(struck).toBeGreaterThan(0)
    },
    longest,
  )
})
