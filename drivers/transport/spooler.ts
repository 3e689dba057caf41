import { err, ok } from '#basics'
import { type ProgramEnd, type ProgramRun, runProgram } from './run_program.ts'
import type { Transport } from './types.ts'
import { windowsRaw } from './windows_raw.ts'

/** How long the system's spooler may take for one job, ms. */
export const spoolerLimit = 15_000

/** How one system is told to print bytes as they are. */
export interface SpoolerCommands {
  /** Whether the queue exists: exit code 0. */
  check(queue: string): ProgramRun
  raw(queue: string, bytes: Uint8Array): ProgramRun
  /** Exit codes that say the job was not taken: no byte of it will be printed. */
  readonly refused: readonly number[]
}

const none = new Uint8Array()

/** CUPS: `lp -o raw` on a queue of this machine or of a print server (lp(1), lpstat(1)). */
const cups: SpoolerCommands = {
  check: (queue) => ({ program: 'lpstat', args: ['-p', queue], input: none, limitMs: spoolerLimit }),
  raw: (queue, bytes) => ({
    program: 'lp',
    args: ['-d', queue, '-o', 'raw', '-s'],
    input: bytes,
    limitMs: spoolerLimit,
  }),
  // lp(1) ends with 1 both before and after it has handed the job over: nothing is certain.
  refused: [],
}

/** The commands of a system, by Node's name of it. */
export const spoolerOf = (platform: NodeJS.Platform): SpoolerCommands =>
  platform === 'win32' ? windowsRaw : cups

/** A queue's name as an argument: never an option, never two lines. */
export const isQueueName = (name: string): boolean => /^[^-\p{Cc}][^\p{Cc}]{0,126}$/u.test(name)

/** Whether the system's spooler has a queue of this name. */
export async function queueExists(queue: string): Promise<boolean> {
  const end = await runProgram(spoolerOf(process.platform).check(queue))
  return end.kind === 'exit' && end.code === 0
}

const sentence = (end: ProgramEnd) => end.said.trim() || `the spooler ended: ${end.kind}`

/**
 * Reaches a printer through the system's spooler. One direction: nothing is ever heard of the printer, and a
 * granted write means that the spooler has the job, not that it was printed.
 */
export function spoolerTransport(queue: string, commands: SpoolerCommands): Transport {
  return {
    name: `spool://${queue}`,
    oneWay: true,
    async open() {
      const found = await runProgram(commands.check(queue))
      if (found.kind !== 'exit' || found.code !== 0) return err(sentence(found))
      return ok({
        async write(bytes) {
          const end = await runProgram(commands.raw(queue, bytes))
          if (end.kind === 'exit' && end.code === 0) return ok(undefined)
          const isRefused =
            end.kind === 'not-started' || (end.kind === 'exit' && commands.refused.includes(end.code))
          // A program that was stopped may have handed the job over just before.
          return err(isRefused ? 'not-connected' : 'write-failed')
        },
        close: async () => undefined,
      })
    },
  }
}
