import { closeSync, fdatasyncSync, openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { openDatabase } from '#sqlite'
import { scratchFolder } from '../programs.ts'

function timesOf(seconds: number, action: () => void): number[] {
  const times: number[] = []
  const until = performance.now() + seconds * 1_000
  for (let before = performance.now(); before < until; before = performance.now()) {
    action()
    times.push(performance.now() - before)
  }
  return times
}

/** Durations of commits of one row each at synchronous=FULL, ms. */
export function singleRowCommits(seconds: number): number[] {
  const database = openDatabase({
    file: join(scratchFolder('disk'), 'rows.db'),
    migrations: ['CREATE TABLE rows (id INTEGER PRIMARY KEY, body TEXT NOT NULL) STRICT'],
  })
  const insert = database.prepare('INSERT INTO rows (body) VALUES (?)')
  const times = timesOf(seconds, () => void insert.run('x'.repeat(200)))
  database.close()
  return times
}

/** Durations of a 4 KiB append with fdatasync, ms. */
export function dataSyncs(seconds: number): number[] {
  const file = openSync(join(scratchFolder('disk'), 'file'), 'w')
  const block = Buffer.alloc(4_096, 1)
  const times = timesOf(seconds, () => {
    writeSync(file, block)
    fdatasyncSync(file)
  })
  closeSync(file)
  return times
}
