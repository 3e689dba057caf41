import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { AgentConfigInput } from '#agent'
import { ok, systemClock } from '#basics'
import { type HubClient, hubClient } from '#client'
import { tokenOf } from '#testing'
import { launchToken, start } from '../../integration/support/programs.ts'

/** A machine's agent in a process of its own, with a page of it. */
export interface AgentProgram {
  readonly page: HubClient
  /** Whether it last said that its hub answers and that nothing done here waits to be merged. */
  isHome(): boolean
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
  const begin = () =>
    start(
      'shared/agent/main.ts',
      [`--role=${role}`, `--config=${file}`],
      { CIVIC_HALL_AGENT_TOKEN: launchToken },
      'ignore',
    )
  let program = await begin()
  const nothing = () => undefined
  let isHome = false
  const page = hubClient({
    clock: systemClock(),
    random: Math.random,
    limitMs: 6_000,
    endpoint: async () => ok({ url: program.url, token: launchToken }),
    ...{ onWelcome: nothing, onCentre: nothing, onProblem: nothing },
    onLive(live) {
      if (!live) isHome = false
    },
    onMessage(message) {
      if (message.type === 'hub-link') isHome = message.connected && message.pending === 0
    },
  })
  return {
    page,
    isHome: () => isHome,
    async killAndStart() {
      await program.kill()
      program = await begin()
      page.reconnect()
    },
    async kill() {
      page.close()
      await program.kill()
    },
  }
}
