import {
  closeSync,
  existsSync,
  fstatSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  renameSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import {
  type StandbyBaseLine,
  type StandbyLogLine,
  standbyBaseLine,
  standbyFiles,
  standbyLogLine,
} from '#protocol'
import { fsyncDirectory } from '#sqlite'

/** What a standby has on its disk. */
export interface StandbyFiles {
  /** Where its log ends. */
  end(): { readonly after: number; readonly hash: string; readonly base: string }
  /** Durable when these return; throw when the disk does not take it. */
  addLog(line: StandbyLogLine): void
  addPeople(line: StandbyBaseLine): void
  replaceBase(line: StandbyBaseLine): void
  /** The hub's log is another one: puts what is here aside for a person and begins anew. */
  putAside(at: number): void
}

/** Longer than any line: a part of the log has at most some hundred events. */
const tailBytes = 8_000_000

function append(file: string, text: string): void {
  const handle = openSync(file, 'a', 0o600)
  const before = fstatSync(handle).size
  try {
    writeSync(handle, text)
    fsyncSync(handle)
  } catch (error) {
    // Half a line would spoil the next one.
    ftruncateSync(handle, before)
    throw error
  } finally {
    closeSync(handle)
  }
}

/** Cuts off a line that was being written when the machine died; returns the last whole one. */
function mend(file: string): string | null {
  if (!existsSync(file)) return null
  const handle = openSync(file, 'r+')
  try {
    const { size } = fstatSync(handle)
    const from = Math.max(0, size - tailBytes)
    const tail = Buffer.alloc(size - from)
    readSync(handle, tail, 0, tail.length, from)
    const end = tail.lastIndexOf(10)
    if (from + end + 1 < size) ftruncateSync(handle, from + end + 1)
    if (end < 0) return null
    return tail.subarray(tail.subarray(0, end).lastIndexOf(10) + 1, end).toString('utf8')
  } finally {
    closeSync(handle)
  }
}

const nothing = { after: 0, hash: '', base: '' } as const

/** Opens the standby's folder under an agent's data folder. */
export function openStandbyFiles(dataDir: string): StandbyFiles {
  const folder = join(dataDir, standbyFiles.folder)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const log = join(folder, standbyFiles.log)
  const base = join(folder, standbyFiles.base)
  const readEnd = () => {
    const last = standbyLogLine.safeParse(JSON.parse(mend(log) ?? 'null'))
    mend(base)
    const [line = ''] = existsSync(base) ? readFileSync(base, 'utf8').split('\n', 1) : []
    const first = standbyBaseLine.safeParse(line === '' ? null : JSON.parse(line))
    return {
      ...(last.success ? { after: last.data.to, hash: last.data.toHash } : { after: 0, hash: '' }),
      base: first.success ? first.data.mark : '',
    }
  }
  let end = readEnd()
  return {
    end: () => end,
    addLog(line) {
      append(log, `${JSON.stringify(line)}\n`)
      end = { ...end, after: line.to, hash: line.toHash }
    },
    addPeople: (line) => append(base, `${JSON.stringify(line)}\n`),
    replaceBase(line) {
      const handle = openSync(`${base}.new`, 'w', 0o600)
      try {
        writeSync(handle, `${JSON.stringify(line)}\n`)
        fsyncSync(handle)
      } finally {
        closeSync(handle)
      }
      renameSync(`${base}.new`, base)
      fsyncDirectory(folder)
      end = { ...end, base: line.mark }
    },
    putAside(at) {
      for (const file of [log, base]) if (existsSync(file)) renameSync(file, `${file}.aside-${at}`)
      fsyncDirectory(folder)
      end = nothing
    },
  }
}
