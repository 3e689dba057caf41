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

/** Reads options; an unknown one is a sentence, not a stack. */
export function readOptions<T extends NonNullable<ParseArgsConfig['options']>>(
  args: readonly string[],
  options: T,
) {
  try {
    return ok(parseArgs({ args: [...args], allowPositionals: true, options })) satisfies Result<
      unknown,
      string
    >
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error))
  }
}

/** A number of an option within bounds; null when it is none. */
export function numberOf(text: string | undefined, lowest: number, highest: number): number | null {
  const value = Number(text)
  return text !== undefined && text !== '' && Number.isInteger(value) && value >= lowest && value <= highest
    ? value
    : null
}
