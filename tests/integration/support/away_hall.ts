import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentConfigInput, type AgentRole, agentConfig, noLog, startAgent } from '#agent'
import { ok, type SimulatedClock, simulatedClock } from '#basics'
import { type CommandDraft, type HubClient, hubClient } from '#client'
import { memoryCable, simulateTicketPrinter } from '#drivers'
import type { ServerMessage } from '#protocol'
import { callerOf, passwordOf, testDefinition, tokenOf } from '#testing'
import { endPrograms, type HubProgram, startProgram } from '../../faults/support/hub_program.ts'
import { type ChaosProxy, chaosProxy } from '../../support/chaos_proxy.ts'

const launchToken = 'launch-token-of-this-test'
const limitMs = 20_000

/** One machine of the hall: a real agent, its page, its printer, the cable to the hub. */
export interface Machine {
  readonly cable: ChaosProxy
  readonly page: HubClient
  readonly printer: ReturnType<typeof simulateTicketPrinter>
  readonly folder: string
  /** The last word about the link to the hub. */
  link(): Extract<ServerMessage, { type: 'hub-link' }> | undefined
  /** Ends the agent without a word to the hub and starts it again on its folder, or on what was done to it meanwhile. */
  restart(meanwhile?: (folder: string) => void): Promise<void>
  /** Everything on this machine's disk, as text. */
  disk(): string
}

/** A centre whose first service can be booked at any hour. */
function bookable(definition: unknown): unknown {
  const { services, ...rest } = definition as { services: readonly object[] }
  const [first, ...others] = services
  return { ...rest, services: [{ ...first, booking: { slotMinutes: 15, capacity: 4 } }, ...others] }
}

/** A real hub in a process of its own, and real agents that reach it over cables a test can spoil. */
export async function awayHall(furnished: { readonly bookable?: boolean } = {}) {
  const data = mkdtempSync(join(tmpdir(), 'civic-away-'))
  const definition = join(data, 'centre.json')
  const centre = testDefinition({ leaseSize: 4, leaseLow: 2 })
  writeFileSync(definition, JSON.stringify(furnished.bookable === true ? bookable(centre) : centre))
  const size = { kiosks: 0, counters: 0 }
  const place = { data: join(data, 'hub'), definition, postgres: null, size }
  let hub: HubProgram | null = await startProgram(place)
  // The machines' time passes when a test lets it; it starts with the hub's.
  const clock: SimulatedClock = simulatedClock(Date.now())
  const closing: (() => Promise<unknown>)[] = []
  const port = () => Number(new URL(hub?.url ?? 'http://127.0.0.1:1').port)
  const caller = (token: string | null) => callerOf(() => hub?.url ?? 'http://127.0.0.1:1', token)

  /**
   * Lets time pass for the machines until something holds, as fast as it really does or, with a step (ms), faster;
   * returns how much passed for them, ms.
   */
  async function pass(what: string, holds: () => boolean, step: number | null = null): Promise<number> {
    const from = clock.now()
    const begun = performance.now()
    let seen = begun
    while (!holds()) {
      if (performance.now() - begun > limitMs) throw new Error(`still not: ${what}`)
      await new Promise((resolve) => setTimeout(resolve, 2))
      const now = performance.now()
      // A machine that is busy with other things has less time for the hall, not a hall in a hurry.
      clock.advance(step ?? Math.min(50, Math.ceil(now - seen)))
      seen = now
    }
    return clock.now() - from
  }

  async function machine(role: AgentRole, deviceId: string, counterId: string | null): Promise<Machine> {
    const cable = await chaosProxy(port)
    const folder = join(data, deviceId)
    const serial = memoryCable(deviceId)
    const printer = simulateTicketPrinter(serial, clock, { widthDots: 576 })
    const devices = role === 'kiosk' ? { ticketPrinter: { path: deviceId } } : {}
    const config = agentConfig.parse({
      hubUrl: `http://127.0.0.1:${cable.port}`,
      ...{ deviceId, counterId, deviceToken: tokenOf(deviceId), port: 0, devices },
      ticketUrlBase: 'https://hall.example',
      dataDir: folder,
    } satisfies AgentConfigInput)
    const begin = () =>
      startAgent({
        ...{ role, config, token: launchToken, clock, random: () => 1, log: noLog },
        transportAt: () => ok(serial.transport),
      })
    let agent = await begin()
    const said: ServerMessage[] = []
    const page = hubClient({
      clock,
      random: () => 1,
      limitMs: 3_000,
      endpoint: async () => ok({ url: agent.url, token: launchToken }),
      ...{ onWelcome: () => undefined, onCentre: () => undefined, onLive: () => undefined },
      onMessage: (message) => void said.push(message),
      onProblem: () => undefined,
    })
    closing.push(async () => {
      page.close()
      await agent.close()
      await cable.close()
    })
    return {
      ...{ cable, page, printer, folder },
      link: () => said.findLast((each) => each.type === 'hub-link'),
      async restart(meanwhile = () => undefined) {
        await agent.close()
        meanwhile(folder)
        agent = await begin()
        page.reconnect()
      },
      disk: () =>
        readdirSync(folder, { recursive: true, encoding: 'utf8' })
          .map((name) => join(folder, name))
          .filter((file) => statSync(file).isFile())
          .map((file) => readFileSync(file, 'latin1'))
          .join('\n'),
    }
  }

  return {
    clock,
    machine,
    caller,
    device: (id: string) => caller(tokenOf(id)),
    async staff(username: string) {
      const body = { username, password: passwordOf(username) }
      return caller((await caller(null).granted('login', { body })).token)
    },
    pass,
    /** Sends from a machine's page and lets time pass until it is answered. */
    async press<Draft extends CommandDraft>({ page }: Machine, draft: Draft, as: string | null = null) {
      const sent = page.send(draft, { limitMs: null, as })
      let answer: Awaited<typeof sent> | null = null
      void sent.then((given) => {
        answer = given
      })
      const waitedMs = await pass('an answer', () => answer !== null)
      return { answer: await sent, waitedMs }
    },
    async killHub() {
      await hub?.end('SIGKILL')
      hub = null
    },
    async startHub() {
      hub = await startProgram(place)
    },
    async close() {
      for (const close of closing) await close()
      await hub?.end('SIGTERM')
      endPrograms()
      rmSync(data, { recursive: true, force: true })
    },
  }
}

/** A hall whose hub can go away. */
export type AwayHall = Awaited<ReturnType<typeof awayHall>>
