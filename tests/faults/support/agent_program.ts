import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createInterface } from 'node:readline'
import { z } from 'zod'
import type { AgentConfigInput } from '#agent'
import { ok, systemClock } from '#basics'
import { type HubClient, hubClient } from '#client'
import { tokenOf } from '#testing'

const main = resolve(import.meta.dirname, '../../../shared/agent/main.ts')
const token = 'a token of this launch only'
const readyLine = z.object({ agent: z.literal('ready'), url: z.string() })

/** A machine's agent in a process of its own, with a page of it. */
export interface AgentProgram {
  readonly page: HubClient
  /** Kills it without a word and starts it again on its folder. */
  killAndStart(): Promise<void>
  /** Kills it for good. */
  kill(): Promise<void>
}

/** Starts the agent of a kiosk or a counter without devices. */
export async function startAgentProgram(
  folder: string,
  machine: { role: 'kiosk' | 'counter'; deviceId: string; counterId: string | null; hubUrl: string },
): Promise<AgentProgram> {
  const { role, deviceId, counterId, hubUrl } = machine
  mkdirSync(folder, { recursive: true })
  const file = join(folder, 'agent.json')
  const settings: AgentConfigInput = {
    ...{ hubUrl, deviceId, counterId, deviceToken: tokenOf(deviceId), port: 0, devices: {} },
    ...{ ticketUrlBase: 'https://hall.example', dataDir: join(folder, 'data') },
  }
  writeFileSync(file, JSON.stringify(settings))
  let child: ChildProcess
  let url = ''
  const begin = async () => {
    const started = spawn(process.execPath, [main, `--role=${role}`, `--config=${file}`], {
      env: { ...process.env, CIVIC_HALL_AGENT_TOKEN: token },
      // It ends when this pipe does: nothing stays behind when the tests are interrupted.
      stdio: ['pipe', 'pipe', 'ignore'],
    })
    child = started
    const [line] = await once(createInterface({ input: started.stdout }), 'line')
    url = readyLine.parse(JSON.parse(String(line))).url
  }
  const end = async () => {
    const ended = once(child, 'exit')
    child.kill('SIGKILL')
    await ended
  }
  await begin()
  const nothing = () => undefined
  const page = hubClient({
    clock: systemClock(),
    random: Math.random,
    limitMs: 6_000,
    endpoint: async () => ok({ url, token }),
    ...{ onWelcome: nothing, onCentre: nothing, onLive: nothing, onMessage: nothing, onProblem: nothing },
  })
  return {
    page,
    async killAndStart() {
      await end()
      await begin()
      page.reconnect()
    },
    async kill() {
      page.close()
      await end()
    },
  }
}
