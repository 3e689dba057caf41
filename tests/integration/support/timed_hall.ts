import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ulid } from 'ulid'
import { ok, sleep, systemClock } from '#basics'
import { type CommandDraft, type HubClient, hubClient } from '#client'
import type { ServerMessage } from '#protocol'
import { type Caller, callerOf, passwordOf, tokenOf } from '#testing'
import { movedTime } from '../../support/moved_time.ts'
import { launchToken, type Program, start } from './programs.ts'

const limitMs = 60_000

/** A machine's agent in a process of its own, with a page of it. */
export interface TimedAgent {
  readonly page: HubClient
  /** The last word about its link to the hub. */
  link(): Extract<ServerMessage, { type: 'hub-link' }> | undefined
  kill(): Promise<void>
  start(): Promise<void>
}

/** A hub's program on a data folder, at one port for all its lives. */
export interface TimedHub {
  readonly url: string
  kill(): Promise<void>
  start(): Promise<void>
  device(id: string): Caller
  staff(username: string): Promise<Caller>
}

/** Programs of the product in processes of their own that all go by a time the test sets. */
export function timedHall(at: number) {
  const folder = mkdtempSync(join(tmpdir(), 'civic-timed-'))
  const time = movedTime(folder, at)
  const closing: (() => Promise<unknown>)[] = []
  const place = (name: string) => {
    const path = join(folder, name)
    mkdirSync(path, { recursive: true })
    return path
  }

  async function program(file: string, args: readonly string[], env: Record<string, string>) {
    const started = await start(file, args, { ...env, ...time.env }, 'ignore')
    closing.push(started.kill)
    return started
  }

  async function hub(name: string, definition: unknown, env: Record<string, string>): Promise<TimedHub> {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify(definition))
    const begin = (port: string) =>
      program('hub/main.ts', [], {
        ...{ CIVIC_HALL_HOST: '127.0.0.1', CIVIC_HALL_PORT: port, CIVIC_HALL_DATA: place(name) },
        ...{ CIVIC_HALL_CENTRE: file, CIVIC_HALL_LOG: 'silent', ...env },
      })
    let running: Program = await begin('0')
    const { url } = running
    const caller = (token: string | null) => callerOf(() => url, token)
    return {
      url,
      kill: () => running.kill(),
      async start() {
        running = await begin(new URL(url).port)
      },
      device: (id) => caller(tokenOf(id)),
      async staff(username) {
        const body = { username, password: passwordOf(username) }
        return caller((await caller(null).granted('login', { body })).token)
      },
    }
  }

  async function agent(
    role: 'kiosk' | 'counter',
    deviceId: string,
    counterId: string | null,
    hubUrl: string,
  ): Promise<TimedAgent> {
    const config = join(folder, `${deviceId}.json`)
    const settings = { hubUrl, deviceId, counterId, deviceToken: tokenOf(deviceId), port: 0, devices: {} }
    const more = { ticketUrlBase: 'https://hall.example', dataDir: place(deviceId) }
    writeFileSync(config, JSON.stringify({ ...settings, ...more }))
    const begin = () =>
      program('shared/agent/main.ts', [`--role=${role}`, `--config=${config}`], {
        CIVIC_HALL_AGENT_TOKEN: launchToken,
      })
    let running: Program = await begin()
    let last: Extract<ServerMessage, { type: 'hub-link' }> | undefined
    const nothing = () => undefined
    const page = hubClient({
      clock: systemClock(),
      random: Math.random,
      limitMs: 6_000,
      endpoint: async () => ok({ url: running.url, token: launchToken }),
      ...{ onWelcome: nothing, onCentre: nothing, onLive: nothing, onProblem: nothing },
      onMessage(message) {
        if (message.type === 'hub-link') last = message
      },
    })
    closing.push(async () => page.close())
    return {
      page,
      link: () => last,
      kill: () => running.kill(),
      async start() {
        running = await begin()
        page.reconnect()
      },
    }
  }

  return {
    ...{ folder, time, program, hub, agent, place },
    /** Asks until it is so; the test's own patience is real time. */
    async until(what: string, holds: () => boolean | Promise<boolean>): Promise<void> {
      const begun = performance.now()
      while (!(await holds())) {
        if (performance.now() - begun > limitMs) throw new Error(`still not: ${what}`)
        await sleep(systemClock(), 20)
      }
    },
    /** Presses at a machine until it is granted, under one id: a link that is just being lost says 'unavailable'. */
    async press<Draft extends CommandDraft>({ page }: TimedAgent, draft: Draft, as: string | null = null) {
      const begun = performance.now()
      const press = { ...draft, body: { ...draft.body, commandId: ulid() } } as Draft
      for (;;) {
        const answer = await page.send(press, { limitMs: 6_000, as })
        if (answer.ok) return answer.value
        if (answer.error.code !== 'unavailable' || performance.now() - begun > limitMs)
          throw new Error(`${draft.name} was refused: ${JSON.stringify(answer.error)}`)
      }
    },
    async close() {
      for (const close of closing.reverse()) await close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** A hall whose time the test moves. */
export type TimedHall = ReturnType<typeof timedHall>
