import { spawn } from 'node:child_process'

/** How a program ended: its exit code, or that it could not be started or had to be stopped. */
export type ProgramEnd =
  | { readonly kind: 'exit'; readonly code: number; readonly said: string }
  | { readonly kind: 'not-started'; readonly said: string }
  | { readonly kind: 'stopped'; readonly said: string }

/** What a program is run with. */
export interface ProgramRun {
  readonly program: string
  /** One by one, never through a shell. */
  readonly args: readonly string[]
  readonly input: Uint8Array
  readonly limitMs: number
  /** Added to the environment. */
  readonly env?: Readonly<Record<string, string>>
}

const mostSaid = 2_000

/** Runs a program of the system with bytes on its standard input; it is killed when its time is up. */
export function runProgram({ program, args, input, limitMs, env = {} }: ProgramRun): Promise<ProgramEnd> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      env: { ...process.env, ...env },
      stdio: ['pipe', 'ignore', 'pipe'],
      windowsHide: true,
    })
    let said = ''
    const limit = setTimeout(() => {
      child.kill('SIGKILL')
      resolve({ kind: 'stopped', said })
    }, limitMs)
    child.stderr.on('data', (text: Buffer) => {
      said = `${said}${text.toString('utf8')}`.slice(-mostSaid)
    })
    // A program that ends without reading its input is judged by its exit code.
    child.stdin.on('error', () => undefined)
    child.once('error', (error) => {
      clearTimeout(limit)
      resolve({ kind: 'not-started', said: error.message })
    })
    child.once('close', (code) => {
      clearTimeout(limit)
      resolve(code === null ? { kind: 'stopped', said } : { kind: 'exit', code, said })
    })
    child.stdin.end(input)
  })
}
