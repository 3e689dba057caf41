import { spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { Clock } from '#basics'
import type { ChildProgram } from './supervisor.ts'

/** How to start one of the suite's programs. */
export interface ProgramLaunch {
  readonly node: string
  readonly folder: string
  /** Path of its main module, relative to `folder`. */
  readonly main: string
  readonly parameters: readonly string[]
  readonly environment: Readonly<Record<string, string>>
}

const stopWithin = 5_000

/** The environment without what steers Electron or a debugger: a program gets ours and nothing stranger. */
function cleanEnvironment(): Record<string, string | undefined> {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !name.startsWith('ELECTRON_') && name !== 'NODE_OPTIONS' && name !== 'NODE_INSPECT_RESUME_ON_START',
  )
  return Object.fromEntries(kept)
}

/**
 * Starts a program on the suite's own Node. Its standard input stays open for as long as this process lives, so the
 * program can tell from its end that nobody is left to supervise it; its standard error is ours.
 */
export function startProgram(launch: ProgramLaunch, clock: Clock): ChildProgram {
  const child = spawn(launch.node, [launch.main, ...launch.parameters], {
    cwd: launch.folder,
    env: { ...cleanEnvironment(), ...launch.environment },
    stdio: ['pipe', 'pipe', 'inherit'],
    windowsHide: true,
  })
  child.stdin.on('error', () => undefined)
  const lines = createInterface({ input: child.stdout })
  let ended = false
  return {
    onLine: (listener) => void lines.on('line', listener),
    onExit(listener) {
      const once = (code: number | null) => {
        if (!ended) listener(code)
        ended = true
      }
      child.once('error', () => once(null))
      child.once('exit', once)
    },
    stop() {
      if (ended) return
      child.stdin.end()
      child.kill('SIGTERM')
      const kill = clock.after(stopWithin, () => void child.kill('SIGKILL'))
      child.once('exit', () => kill.cancel())
    },
  }
}

const agentReady = z.object({
  agent: z.literal('ready'),
  url: z.url({ protocol: /^ws$/, hostname: /^127\.0\.0\.1$/ }),
})

/** Reads the agent's ready line, `{"agent":"ready","url":"ws://127.0.0.1:<port>/ws"}`; null for any other. */
export function readAgentUrl(line: string): string | null {
  try {
    return agentReady.parse(JSON.parse(line)).url
  } catch {
    return null
  }
}

const hubReady = z.object({ hub: z.literal('ready'), url: z.url({ protocol: /^https?$/ }) })

/** Reads the hub's ready line, `{"hub":"ready","url":"http://<host>:<port>"}`; null for any other. */
export function readHubUrl(line: string): string | null {
  try {
    return hubReady.parse(JSON.parse(line)).url
  } catch {
    return null
  }
}

/** Whether a program's HTTP server answers at all, within 2 s; what it answers does not matter. */
export async function answersHttp(url: string): Promise<boolean> {
  const address = new URL('/healthz', url)
  address.protocol = 'http:'
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(2_000) })
    await answer.body?.cancel()
    return true
  } catch {
    return false
  }
}
