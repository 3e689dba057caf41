import { statSync } from 'node:fs'
import { join } from 'node:path'
import type { Size } from './fault_centre.ts'
import { startProgram } from './hub_program.ts'
import { type LifeReport, liveOn, newLife, openUp } from './life.ts'
import { newPlace, type Place } from './place.ts'

/** SQLite carries its write-ahead log into the database when it has so many pages (wal_autocheckpoint). */
const checkpointAt = 1_000
const frame = 4_096 + 24
const header = 32

const pagesIn = (place: Place) => {
  const { size } = statSync(join(place.data, 'hub.db-wal'))
  return Math.floor((size - header) / frame)
}

/** Kills a hub that has served until its write-ahead log is so long, given the pages that its start added. */
async function serveUntil(place: Place, life: LifeReport, pages: (atStart: number) => number): Promise<void> {
  const before =
    statSync(join(place.data, 'hub.db-wal'), { throwIfNoEntry: false }) === undefined ? 0 : pagesIn(place)
  const hub = await startProgram(place)
  if (hub.url === null) throw new Error((await hub.ended).complaint)
  // A start forgets what has had its time and empties the log for that: then it has added nothing.
  const added = Math.max(0, pagesIn(place) - before)
  const patience = { isAlive: () => true, insists: false }
  await openUp(hub.url, patience)
  while (pagesIn(place) < pages(added)) await liveOn(hub.url, life, patience, 1)
  await hub.end('SIGKILL')
}

/** A place with a past: everything its senders saw so far. */
export interface UsedPlace extends Place {
  readonly past: LifeReport
  remove(): void
}

/**
 * A centre that has served and was killed just before its write-ahead log is full: the next life carries the log into
 * the database, when it starts or by its first commits, and those after that begin the log anew.
 */
export async function nearCheckpoint(size: Size): Promise<UsedPlace> {
  const place = newPlace(size)
  const past = newLife()
  await serveUntil(place, past, () => checkpointAt / 2)
  // What the next start adds itself, and a few commits more.
  await serveUntil(place, past, (added) => checkpointAt - added - 60)
  return { ...place, past }
}
