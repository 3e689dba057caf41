import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Place } from './place.ts'

/** System calls by which the hub changes what is on the disk, as far as it uses them. */
export const mutating = [
  'pwrite64',
  'write',
  'fsync',
  'fdatasync',
  'ftruncate',
  'unlink',
  'rename',
  'mkdir',
] as const
/** A system call that changes a file. */
export type MutatingCall = (typeof mutating)[number]

/** Where to strike: at the k-th call of a type, or from it on. */
export interface Point {
  readonly call: MutatingCall
  readonly nth: number
  readonly effect: 'signal=KILL' | 'error=EIO' | 'error=ENOSPC'
  /** Every later call of the type as well. */
  readonly lasts: boolean
}

/** Whether strace is here and may trace. */
export const hasStrace = spawnSync('strace', ['-o', '/dev/null', 'true']).status === 0

if (!hasStrace)
  process.stderr.write(
    'SKIPPED: strace is missing or may not trace, so the kill points, I/O errors and power cuts were NOT tested.\n',
  )

/** Only what the hub keeps counts: not its sockets, and not the shared-memory index, which is rebuilt. */
function paths({ data }: Place): string[] {
  const kept = [
    '',
    'hub.db',
    'hub.db-wal',
    'hub.db-journal',
    'keys',
    'keys/vault.json.new',
    'keys/vault.json',
  ]
  return kept.flatMap((name) => ['-P', join(data, name)])
}

const inject = ({ call, nth, effect, lasts }: Point) => [
  '-e',
  `trace=${call}`,
  '-e',
  `inject=${call}:${effect}:when=${nth}${lasts ? '+' : ''}`,
]

/** What a hub is started under to be struck at a point. (With --seccomp-bpf strace 6.1 injects no signals.) */
export const strike = (place: Place, point: Point): string[] => [
  'strace',
  ...['-f', '-qq', '-o', '/dev/null'],
  ...paths(place),
  ...inject(point),
]

/** What a hub is started under so that its mutating calls are counted in a file. */
export const counting = (place: Place, file: string): string[] => [
  'strace',
  ...['-f', '--seccomp-bpf', '-qq', '-s', '0', '-o', file, '-e', `trace=${mutating.join(',')}`],
  ...paths(place),
]

/** How often each call was made in a counted life. */
export function countsIn(file: string): ReadonlyMap<MutatingCall, number> {
  const lines = readFileSync(file, 'utf8').split('\n')
  const made = mutating.map(
    (call) => [call, lines.filter((each) => each.includes(` ${call}(`)).length] as const,
  )
  return new Map(made.filter(([, times]) => times > 0))
}

/** A strace that was put on a running hub. */
export interface Attached {
  /** Takes it off again; the hub goes on by itself. */
  release(): Promise<void>
}

const attached = new Set<ChildProcess>()

const lookEvery = 100

/** Whether a process is dead, reaped or not. */
function isDead(pid: number): boolean {
  try {
    return / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8').replace(/^.*\)/, ''))
  } catch {
    return true
  }
}

/**
 * Ends strace when the process it is on has died: now and then it waits for ever for a thread that died while it was
 * being attached, and nobody else may reap the process meanwhile.
 */
function endWithTracee(strace: ChildProcess, pid: number): void {
  const look = setInterval(() => {
    if (isDead(pid)) strace.kill('SIGKILL')
  }, lookEvery)
  strace.once('close', () => clearInterval(look))
}

/** Strikes a hub that is running; resolves when the next matching call will be counted. */
export async function attach(place: Place, pid: number, point: Point): Promise<Attached> {
  // All its threads: batches are written by one of their own.
  const whom = ['-f', '-p', String(pid)]
  const strace = spawn('strace', [...whom, ...paths(place), ...inject(point), '-o', '/dev/null'], {
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  attached.add(strace)
  endWithTracee(strace, pid)
  const ended = new Promise<void>((resolve) => strace.once('close', () => resolve()))
  await new Promise<void>((resolve, reject) => {
    let said = ''
    strace.stderr.on('data', (data) => {
      said += String(data)
      if (said.includes('attached')) resolve()
    })
    strace.once('close', () => reject(new Error(`strace did not attach: ${said}`)))
  })
  return {
    async release() {
      strace.kill('SIGINT')
      await ended
      attached.delete(strace)
    },
  }
}

/** Takes off whatever is still attached. */
export function detachAll(): void {
  for (const strace of attached) strace.kill('SIGKILL')
}
