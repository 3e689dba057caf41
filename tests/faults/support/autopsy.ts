import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { centreDefinition, startHub } from '#hub'
import { unlimited } from '#testing'
import { check } from './checker.ts'
import { type LifeReport, liveAgain, liveOn, openUp } from './life.ts'
import { logByDoor, readFile, withCommands } from './log_of.ts'
import type { Place } from './place.ts'

const silent = { info() {}, warn() {}, error() {} }

/**
 * Starts the hub again on the folder a dead one left, sends everything again, lets another visitor in, and compares.
 * Returns what is wrong; nothing for a hub that keeps its promises.
 */
export async function autopsy(place: Place, report: LifeReport): Promise<readonly string[]> {
  const found: string[] = []
  const hub = await startHub({
    folder: place.data,
    store: 'sqlite',
    host: '127.0.0.1',
    port: 0,
    pages: join(place.data, 'no-pages'),
    definition: centreDefinition.parse(JSON.parse(readFileSync(place.definition, 'utf8'))),
    demo: null,
    log: silent,
    allowances: unlimited,
  })
  await liveAgain(hub.url, report)
  const before = report.history.length
  const patience = { isAlive: () => true, insists: false }
  await openUp(hub.url, patience)
  await liveOn(hub.url, report, patience, 1)
  if (!report.history.slice(before).some(({ kind }) => kind === 'ok')) found.push('nobody is served any more')
  const log = await logByDoor(hub.url)
  await hub.close()
  const file = readFile(join(place.data, 'hub.db'))
  if (file === null) return [...found, 'the database has no tables']
  if (file.integrity !== 'ok') found.push(`integrity: ${file.integrity}`)
  if (file.brokenAt !== null) found.push(`the chain breaks at ${file.brokenAt}`)
  const verdict = check(report.history, withCommands(log, file))
  const faults = Object.entries(verdict).filter(([, each]) => each.length > 0)
  return [
    ...found,
    ...faults.map(([fault, each]) => `${fault} ${each.length}: ${each.slice(0, 3).join('; ')}`),
  ]
}
