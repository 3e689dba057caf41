import { type ParseArgsConfig, parseArgs } from 'node:util'
import { err, ok, type Result } from '#basics'
import type { Said } from '#drivers'

/** Writes one line for the technician, or for a program with `--json`. */
export const say = (line: string): void => void process.stdout.write(`${line}\n`)

/** Says what is wrong with what was typed; the exit code for that. */
export function complain(line: string): 2 {
  process.stderr.write(`${line}\n`)
  return 2
}

/** Both languages on one line. */
export const both = ({ zh, en }: Said): string => `${zh} / ${en}`

/** Reads options and at most so many words without one; what is too much is a sentence, not a stack. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
  mostWords: number,
) {
  try {
    const read = parseArgs({ args: [...args], allowPositionals: true, options })
    const [unasked] = read.positionals.slice(mostWords)
    if (unasked !== undefined) return err(`${unasked}: 多余的参数 / is one word too many`)
    return ok(read) satisfies Result<unknown, string>
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/** The end of a tool that goes on until it is told to stop. */
export interface Ending {
  /** Resolves with Ctrl+C, when who ran it ends it, when nobody reads what it says any more, or with `now`. */
  readonly told: Promise<void>
  now(): void
}

/** Waits for the end from this moment on: what is opened after it is closed, whenever Ctrl+C comes. */
export function ending(): Ending {
  const { promise, resolve } = Promise.withResolvers<void>()
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve())
  process.stdout.once('error', () => resolve())
  return { told: promise, now: resolve }
}

/** A number of an option within bounds; null when it is none. */
export function numberOf(text: string | undefined, lowest: number, highest: number): number | null {
  const value = Number(text)
  return text !== undefined && text !== '' && Number.isInteger(value) && value >= lowest && value <= highest
    ? value
    : null
}
