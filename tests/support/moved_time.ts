import { closeSync, openSync, readSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

/**
 * Loaded before a program of the product: its wall clock then runs ahead of the machine's by what a file says, which a
 * test changes while it runs. Timers go on as they are: a day is passed through in steps, as a clock that is set.
 */
const { CIVIC_TEST_TIME: file } = process.env
if (file !== undefined) {
  const RealDate = Date
  const handle = openSync(file, 'r')
  const bytes = Buffer.alloc(8)
  const now = () => {
    readSync(handle, bytes, 0, 8, 0)
    return RealDate.now() + bytes.readDoubleLE()
  }
  globalThis.Date = class extends RealDate {
    constructor(...given: readonly unknown[]) {
      super(...((given.length === 0 ? [now()] : given) as [number]))
    }
    static override now = now
  } as DateConstructor
  process.once('exit', () => closeSync(handle))
}

/** The time all programs of a test go by. */
export interface MovedTime {
  /** What programs are started with. */
  readonly env: Readonly<Record<string, string>>
  /** Ms since the epoch. */
  now(): number
  /** Sets the time, ms since the epoch. */
  set(at: number): void
}

/** Makes the time of one test in its folder; it begins at `at`, ms since the epoch. */
export function movedTime(folder: string, at: number): MovedTime {
  const path = join(folder, 'time')
  let ahead = 0
  const time: MovedTime = {
    env: { CIVIC_TEST_TIME: path, NODE_OPTIONS: `--import=${pathToFileURL(import.meta.filename).href}` },
    now: () => Date.now() + ahead,
    set(moment) {
      ahead = moment - Date.now()
      const bytes = Buffer.alloc(8)
      bytes.writeDoubleLE(ahead)
      writeFileSync(path, bytes, { flag: 'w' })
    },
  }
  time.set(at)
  return time
}
