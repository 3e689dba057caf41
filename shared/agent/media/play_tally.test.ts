import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, test } from 'vitest'
import { err, ok, simulatedClock } from '#basics'
import { type HubClient, localProblem } from '#client'
import type { WireCommand } from '#protocol'
import { livePage, morning, type WithAgent, withAgent } from '../agent.fixture.ts'
import { type AgentStore, openAgentStore } from '../agent_store.ts'
import { noLog } from '../log.ts'
import { playTally, tallyDelays } from './play_tally.ts'

type Report = Extract<WireCommand, { name: 'report-plays' }>['body']
type Answer = 'granted' | 'unavailable' | 'invalid' | 'never'

let world: WithAgent | null = null
const folders: string[] = []
afterEach(async () => {
  await world?.close()
  world = null
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** A tally on a disk, and a hub that answers as it is told. */
function counting() {
  const clock = simulatedClock(morning)
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-tally-'))
  folders.push(folder)
  const reports: Report[] = []
  let answer: Answer = 'granted'
  const send = (async ({ body }: { body: Report }) => {
    reports.push(body)
    if (answer === 'never') return new Promise(() => undefined)
    return answer === 'granted' ? ok({ revision: 1 }) : err(localProblem(answer))
  }) as unknown as HubClient['send']
  const open = (): { store: AgentStore; tally: ReturnType<typeof playTally> } => {
    const store = openAgentStore(folder, noLog)
    const tally = playTally({ clock, store, log: noLog, send, now: clock.now, zone: () => 480 })
    return { store, tally }
  }
  let opened = open()
  return {
    clock,
    reports,
    shown: (mediumId: string, times = 1) => {
      for (let n = 0; n < times; n++) opened.tally.shown(mediumId, 10)
    },
    answers(next: Answer) {
      answer = next
    },
    /** Lets what was answered be taken in. */
    settled: () => new Promise((resolve) => setImmediate(resolve)),
    restart() {
      opened.tally.close()
      opened.store.close()
      opened = open()
    },
  }
}

const told = ({ mediumId, day, plays, seconds }: Report) => `${day} ${mediumId} ${plays}× ${seconds}s`

test('an hour of plays is one report of each medium', async () => {
  const { clock, reports, shown, settled } = counting()
  shown('M1', 300)
  clock.advance(tallyDelays.report / 2)
  shown('M1', 60)
  shown('M2')
  expect(reports).toEqual([])
  clock.advance(tallyDelays.report / 2)
  await settled()
  expect(reports.map(told)).toEqual(['2026-11-23 M1 360× 3600s'])
  clock.advance(tallyDelays.report)
  await settled()
  expect(reports.map(told)).toEqual(['2026-11-23 M1 360× 3600s', '2026-11-23 M2 1× 10s'])
})

test('what was shown before midnight belongs to its day', () => {
  const { clock, reports, shown } = counting()
  clock.advance(14 * 3_600_000 - 1_000)
  shown('M1')
  clock.advance(1_000)
  shown('M1')
  clock.advance(tallyDelays.look)
  expect(reports.map(told)).toEqual(['2026-11-23 M1 1× 10s'])
})

test('what was shown while the hub was away, and before a restart, is told once', async () => {
  const { clock, reports, shown, settled, answers, restart } = counting()
  shown('M1', 3)
  restart()
  shown('M1', 4)
  answers('unavailable')
  clock.advance(tallyDelays.report)
  await settled()
  shown('M1', 2)
  restart()
  await settled()
  answers('granted')
  clock.advance(tallyDelays.look)
  await settled()
  clock.advance(tallyDelays.report)
  await settled()
  const plays = new Map(reports.map(({ commandId, plays: count }) => [commandId, count]))
  expect([...plays.values()]).toEqual([7, 2])
  const before = reports.length
  restart()
  clock.advance(2 * tallyDelays.report)
  expect(reports).toHaveLength(before)
})

test('an answer that was lost is asked for again under the same id, after a restart too', async () => {
  const { clock, reports, shown, settled, answers, restart } = counting()
  answers('never')
  shown('M1', 3)
  clock.advance(2 * tallyDelays.report)
  expect(reports).toHaveLength(1)
  restart()
  expect(reports).toHaveLength(2)
  expect(reports[1]).toEqual(reports[0])
  answers('granted')
  restart()
  await settled()
  expect(reports).toHaveLength(3)
  restart()
  expect(reports).toHaveLength(3)
})

test('what the hub will never take is given up', async () => {
  const { clock, reports, shown, settled, answers } = counting()
  answers('invalid')
  shown('M1')
  clock.advance(tallyDelays.report)
  await settled()
  clock.advance(tallyDelays.report)
  expect(reports).toHaveLength(1)
})

test('a page of a display says what it has shown; its hub has it in the play log', async () => {
  const made = await withAgent({}, 'display')
  world = made
  const page = await livePage(made)
  const { plays } = made.hub.centre
  for (let n = 0; n < 3; n++) page.client.tell({ type: 'medium-shown', mediumId: 'M1', seconds: 15 })
  await made.pass('a report', () => plays.size === 1, 1_000)
  expect([...plays]).toMatchObject([['2026-11-23 kiosk-1 M1', { version: 1, plays: 3, seconds: 45 }]])
})
