import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { testDefinition, tokenOf } from '#testing'

const root = join(import.meta.dirname, '..', '..', '..')

/** A program of the product, running. */
export interface Program {
  readonly url: string
  readonly child: ChildProcess
  /** Ends it without a word, as a power cut does. */
  kill(): Promise<void>
  /** Asks it to end. */
  stop(): Promise<void>
}

/** Starts a program of the product and waits until it says where it is. */
export async function start(
  file: string,
  args: readonly string[],
  env: Record<string, string>,
  said: 'inherit' | 'ignore' = 'inherit',
): Promise<Program> {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', said],
  })
  const exit = once(child, 'exit')
  const end = async (signal: 'SIGKILL' | 'SIGTERM') => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill(signal)
      await exit
    }
  }
  const lines = createInterface({ input: child.stdout })
  const line = await Promise.race([
    once(lines, 'line').then(([text]) => String(text)),
    exit.then(([code]) => Promise.reject(new Error(`${file} ended with ${code}`))),
  ])
  const { url } = JSON.parse(line) as { url: string }
  return { url, child, kill: () => end('SIGKILL'), stop: () => end('SIGTERM') }
}

/** Starts a hub of the test centre on a data folder; port 0 takes a free one, `more` is its environment besides. */
export function startHubProgram(
  folder: string,
  port: number,
  more: Readonly<Record<string, string>> = {},
): Promise<Program> {
  const centre = `${folder}.centre.json`
  writeFileSync(centre, JSON.stringify(testDefinition({ hours: 'always' })))
  return start('hub/main.ts', [], {
    CIVIC_HALL_PORT: String(port),
    CIVIC_HALL_HOST: '127.0.0.1',
    CIVIC_HALL_DATA: folder,
    CIVIC_HALL_CENTRE: centre,
    CIVIC_HALL_LOG: 'silent',
    ...more,
  })
}

/** The launch token of every agent started here. */
export const launchToken = 'launch-token-of-these-tests'

/** Starts the agent of a device of the test centre. */
export function startAgentProgram(dataDir: string, deviceId: string, hubUrl: string): Promise<Program> {
  const config = `${dataDir}.json`
  const settings = { hubUrl, deviceId, deviceToken: tokenOf(deviceId), port: 0, dataDir }
  writeFileSync(config, JSON.stringify({ ...settings, ticketUrlBase: 'https://hall.example' }))
  const env = { CIVIC_HALL_AGENT_TOKEN: launchToken }
  return start('shared/agent/main.ts', ['--role=kiosk', `--config=${config}`], env, 'ignore')
}

/** Runs a command of the product to its end. */
export async function run(
  file: string,
  args: readonly string[],
  env: Record<string, string> = {},
): Promise<{ readonly code: number; readonly said: string }> {
  const child = spawn(process.execPath, [join(root, file), ...args], {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  let said = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text: Buffer) => {
      said += text.toString()
    })
  const [code] = await once(child, 'close')
  return { code: Number(code), said }
}
