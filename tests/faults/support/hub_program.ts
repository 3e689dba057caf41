import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Mutant } from './mutants.ts'
import type { Place } from './place.ts'

const root = resolve(import.meta.dirname, '../../..')
const readyLine = z.object({ hub: z.literal('ready'), url: z.string() })

/** How the hub's program is started. */
export interface Launch {
  /** A program and its parameters that runs the hub, such as strace. */
  readonly under?: readonly string[]
  readonly mutant?: Mutant
  /** Most memory for what it keeps, MiB; a hub that keeps more than that ends. */
  readonly heapMiB?: number
  /** A network namespace it runs in, and where it listens there; its own machine and any port otherwise. */
  readonly at?: { readonly namespace: string; readonly port: number }
}

/** The hub's own program in a process of its own. */
export interface HubProgram {
  /** Its address, or null when it ended before it was ready. */
  readonly url: string | null
  /** Of the hub itself, not of what it runs under. */
  readonly pid: number
  /** Resolves when it is gone, with everything it complained of. */
  readonly ended: Promise<{ readonly code: number | null; readonly complaint: string }>
  /** Ends it as a power button does (SIGKILL) or as an operator does (SIGTERM), and waits until it is gone. */
  end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void>
}

/** Each with whether it runs under another program. */
const running = new Map<ChildProcess, boolean>()

function pidOf(child: ChildProcess, isUnder: boolean): number {
  const { pid = 0 } = child
  if (!isUnder) return pid
  const [hub = ''] = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim().split(' ')
  return Number(hub)
}

function kill(pid: number, signal: NodeJS.Signals): void {
  try {
    if (pid > 0) process.kill(pid, signal)
  } catch {
    // It is gone already, which is what was wanted.
  }
}

const mutation = (mutant: Mutant | undefined) =>
  mutant === undefined ? [] : ['--import', join(import.meta.dirname, 'mutate.ts')]

/** Starts the hub of a place and waits until it says that it is ready, or has ended. */
export async function startProgram(place: Place, launch: Launch = {}): Promise<HubProgram> {
  const { data, definition, postgres } = place
  const { under = [], mutant, heapMiB, at } = launch
  const heap = heapMiB === undefined ? [] : [`--max-old-space-size=${heapMiB}`]
  const hub = [process.execPath, ...heap, ...mutation(mutant), join(root, 'hub', 'main.ts')]
  // `ip netns exec` becomes the program itself: what runs is the hub's own process.
  const inside = at === undefined ? [] : ['ip', 'netns', 'exec', at.namespace]
  const [command = '', ...parameters] = [...under, ...inside, ...hub]
  const child = spawn(command, parameters, {
    env: {
      ...process.env,
      CIVIC_HALL_PORT: String(at?.port ?? 0),
      CIVIC_HALL_HOST: at === undefined ? '127.0.0.1' : '0.0.0.0',
      CIVIC_HALL_DATA: data,
      CIVIC_HALL_STORE: postgres ?? 'sqlite',
      CIVIC_HALL_CENTRE: definition,
      CIVIC_HALL_LOG: 'silent',
      FAULTS_MUTANT: mutant ?? '',
    },
    // The hub stops when this pipe ends: nothing stays behind when the tests are interrupted.
    stdio: ['pipe', 'pipe', 'pipe'],
  })
  running.set(child, under.length > 0)
  let complaint = ''
  child.stderr.on('data', (data) => {
    complaint += String(data)
  })
  const ended = new Promise<{ code: number | null; complaint: string }>((done) =>
    child.once('close', (code) => {
      running.delete(child)
      done({ code, complaint })
    }),
  )
  const ready = new Promise<string>((done) =>
    createInterface({ input: child.stdout }).once('line', (line) =>
      done(readyLine.parse(JSON.parse(line)).url),
    ),
  )
  const url = await Promise.race([ready, ended.then(() => null)])
  const pid = url === null ? 0 : pidOf(child, under.length > 0)
  return {
    url,
    pid,
    ended,
    async end(signal) {
      kill(pid, signal)
      await ended
    },
  }
}

/** Ends whatever is still running. */
export function endPrograms(): void {
  for (const [child, isUnder] of running) {
    if (isUnder && child.exitCode === null) kill(pidOf(child, true), 'SIGKILL')
    child.kill('SIGKILL')
  }
}
