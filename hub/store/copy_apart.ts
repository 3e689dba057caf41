import { fork } from 'node:child_process'
import { constants, setPriority } from 'node:os'
import type { CopySource, Verified } from './copy.ts'

/** What the copying program is told, by message: an address of PostgreSQL holds a password, and arguments can be read. */
export interface CopyOrder {
  readonly source: CopySource
  readonly target: string
}

/** What it answers, once. */
export type CopyAnswer = { readonly verified: Verified } | { readonly error: string; readonly code: string }

/** The hall goes first: years of history take minutes to copy. */
function yieldTo(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    setPriority(pid, constants.priority.PRIORITY_LOW)
  } catch {
    // It has ended already, or the system does not let us.
  }
}

/**
 * Copies a centre's database into a new file and verifies the copy, both in a program of their own: commands go on
 * meanwhile, and it can be given up at any moment. Rejects with what the database or the disk said; its `code` is
 * SQLite's, PostgreSQL's or the system's.
 */
export function copyApart(source: CopySource, target: string, signal: AbortSignal): Promise<Verified> {
  const order: CopyOrder = { source, target }
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    const program = fork(new URL('./copy_main.ts', import.meta.url), {
      execArgv: [],
      signal,
      killSignal: 'SIGKILL',
    })
    yieldTo(program.pid)
    program.once('message', (answer: CopyAnswer) => {
      if ('verified' in answer) resolve(answer.verified)
      else reject(Object.assign(new Error(answer.error), { code: answer.code }))
    })
    program.once('error', reject)
    program.once('exit', () => reject(new Error('the copying program ended')))
    program.send(order)
  })
}
