import type { Clock } from '#basics'

/** One thing that happened in the shell: its name and its particulars; never anything a visitor entered. */
export type ShellLog = (event: string, details: Readonly<Record<string, string | number>>) => void

/** Writes events as lines of JSON on standard error. */
export function stderrLog(clock: Clock): ShellLog {
  return (event, details) => {
    const line = { time: new Date(clock.now()).toISOString(), source: 'shell', event, ...details }
    process.stderr.write(`${JSON.stringify(line)}\n`)
  }
}
