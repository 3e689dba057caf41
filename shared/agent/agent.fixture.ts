import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { assert, err, ok, type SimulatedClock, simulatedClock } from '#basics'
import { hubClient } from '#client'
import {
  checkCharacter,
  type MainlandCard,
  type MemoryCable,
  memoryCable,
  simulateCodeScanner,
  simulateEvaluator,
  simulateIdCardReader,
  simulatePads,
  simulateSignLine,
  simulateTicketPrinter,
} from '#drivers'
import type { ServerMessage } from '#protocol'
import { type RunningAgent, startAgent } from './agent.ts'
import { type AgentConfigInput, type AgentRole, agentConfig } from './config.ts'
import { noLog } from './log.ts'
import { smallHub, until } from './small_hub.fixture.ts'

/** The token of this launch. */
export const launchToken = 'launch-token-of-this-test'
/** Ten o'clock in Shanghai. */
export const morning = Date.parse('2026-11-23T10:00:00+08:00')

/** A fictional visitor. */
export const visitorCard: MainlandCard = {
  kind: 'mainland',
  name: '张示三',
  sex: 'female',
  nation: '01',
  birthDate: '1950-03-07',
  address: '上海市松江区示范路1号（虚构）',
  idNumber: `31011719500307902${checkCharacter('31011719500307902')}`,
  authority: '上海市公安局松江分局',
  validFrom: '2020-01-01',
  validTo: 'long-term',
  photo: new Uint8Array(1_024),
}

/** A hub, an agent and all its devices on cables in memory, on one simulated clock. */
export async function withAgent(devices: AgentConfigInput['devices'] = {}, role: AgentRole = 'kiosk') {
  const clock = simulatedClock(morning)
  const hub = smallHub(clock)
  await hub.start()
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-hall-agent-'))
  const cables: Record<string, MemoryCable> = {
    reader: memoryCable('reader'),
    printer: memoryCable('printer'),
    signs: memoryCable('signs'),
    pads: memoryCable('pads'),
    evaluator: memoryCable('evaluator'),
    scanner: memoryCable('scanner'),
  }
  const cable = (name: string) => {
    const found = cables[name]
    assert(found !== undefined, name)
    return found
  }
  const reader = simulateIdCardReader(cable('reader'), clock)
  const printer = simulateTicketPrinter(cable('printer'), clock, { widthDots: 576 })
  const signs = simulateSignLine(cable('signs'), clock, [1])
  const pads = simulatePads(cable('pads'), clock, [1])
  const evaluator = simulateEvaluator(cable('evaluator'), clock, 1)
  const scanner = simulateCodeScanner(cable('scanner'), clock)
  const config = agentConfig.parse({
    hubUrl: hub.url,
    deviceId: 'kiosk-1',
    deviceToken: 'device-token',
    port: 0,
    devices: devices ?? {},
    ticketUrlBase: 'https://hall.example',
    dataDir,
  } satisfies AgentConfigInput)
  /** The rate each line was opened at. */
  const rates = new Map<string, number>()
  const start = () =>
    startAgent({
      role,
      config,
      token: launchToken,
      clock,
      random: () => 1,
      log: noLog,
      transportAt: (address, { baudRate }) => {
        rates.set(address, baudRate)
        const found = cables[address]
        return found === undefined ? err('bad-address') : ok(found.transport)
      },
    })
  let agent: RunningAgent = await start()
  const closing: (() => void)[] = []

  return {
    clock,
    hub,
    dataDir,
    reader,
    printer,
    signs,
    pads,
    evaluator,
    scanner,
    cable,
    rates,
    get agent() {
      return agent
    },
    page: (token = launchToken) => {
      const page = connectTestPage(clock, () => agent.url, token)
      closing.push(() => page.client.close())
      return page
    },
    /** Lets time pass until something holds. */
    pass: (what: string, holds: () => boolean, step = 20) => until(what, holds, () => clock.advance(step)),
    async restart() {
      await agent.close()
      agent = await start()
    },
    async close() {
      for (const close of closing) close()
      await agent.close()
      await hub.stop()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A machine under test. */
export type WithAgent = Awaited<ReturnType<typeof withAgent>>

/** A page of a machine, once it has everything the hub has. */
export async function livePage(made: WithAgent) {
  const page = made.page()
  await made.pass('live page', () => page.live && page.last('hub-link')?.connected === true)
  return page
}

/** A page without a browser: the client over the agent's socket, and all it was told. */
function connectTestPage(clock: SimulatedClock, url: () => string, token: string) {
  const messages: ServerMessage[] = []
  const problems: string[] = []
  /** Greetings and whole states, in the order they came. */
  const story: ('welcome' | 'snapshot')[] = []
  let live = false
  let capabilities: unknown = null
  const client = hubClient({
    clock,
    random: () => 1,
    limitMs: 3_000,
    endpoint: async () => ok({ url: url(), token }),
    onWelcome: (welcome) => {
      capabilities = welcome.capabilities
      story.push('welcome')
    },
    onCentre: (_, events) => {
      if (events === null) story.push('snapshot')
    },
    onLive: (now) => {
      live = now
    },
    onMessage: (message) => messages.push(message),
    onProblem: ({ code }) => problems.push(code),
  })
  const last = <T extends ServerMessage['type']>(type: T) => {
    const found = messages.findLast((message) => message.type === type)
    return found as Extract<ServerMessage, { type: T }> | undefined
  }
  return {
    client,
    messages,
    problems,
    story,
    last,
    get live() {
      return live
    },
    get capabilities() {
      return capabilities
    },
  }
}
