import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, openSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'

/** The repository. */
export const root = resolve(import.meta.dirname, '..')

/** A program this bench started. */
export interface Program {
  readonly pid: number
  /** The line that said ready. */
  readonly line: string
  /** Ends it and waits for its end. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<void>
}

const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

/** Starts a TypeScript program of the repository; resolves with the first line of output that holds `readyWhen`. */
export function startProgram(
  file: string,
  {
    args = [],
    env,
    log,
    readyWhen = '"ready"',
  }: {
    readonly args?: readonly string[]
    readonly env: Readonly<Record<string, string>>
    readonly log: string
    readonly readyWhen?: string
  },
): Promise<Program> {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', openSync(log, 'a')],
  })
  children.add(child)
  const over = new Promise<void>((done) =>
    child.once('exit', () => {
      children.delete(child)
      done()
    }),
  )
  const stop: Program['stop'] = (signal = 'SIGTERM') => {
    child.kill(signal)
    return over
  }
  return new Promise((ready, fail) => {
    if (child.stdout === null) return fail(new Error(`${file} has no output`))
    void over.then(() => fail(new Error(`${file} ended with ${child.exitCode}; see ${log}`)))
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.includes(readyWhen)) ready({ pid: child.pid ?? 0, line, stop })
    })
  })
}

const folders = new Set<string>()
process.once('exit', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

/** A folder on this disk that is gone when the bench ends. */
export function scratchFolder(name: string): string {
  const folder = mkdtempSync(join(tmpdir(), `civic-hall-bench-${name}-`))
  folders.add(folder)
  return folder
}

/** A port nobody listens on. */
export function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer()
    server.once('error', fail)
    server.listen(0, '127.0.0.1', () => {
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : 0
      server.close(() => done(port))
    })
  })
}

/** Waits, really. */
export const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms))
