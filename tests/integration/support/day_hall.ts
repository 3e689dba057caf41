import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type AgentConfigInput, type AgentRole, agentConfig, noLog, startAgent } from '#agent'
import { type Clock, err, ok } from '#basics'
import { hubClient } from '#client'
import {
  memoryCable,
  simulateIdCardReader,
  simulatePads,
  simulateSignLine,
  simulateTicketPrinter,
  type Transport,
} from '#drivers'
import type { CardSeen, PrintProgress, ServerMessage } from '#protocol'
import { type TestCentre, tokenOf } from '#testing'

/** Makes a printer's cable worse than it is, for a control. */
export type PrinterWire = (transport: Transport) => Transport

const launchToken = 'launch-token-of-this-test'

/** The kiosk's page, and what it has heard of its machine's devices. */
function kioskPage(clock: Clock, url: string) {
  let card: CardSeen | null = null
  let live = false
  const prints = new Map<string, PrintProgress>()
  const page = hubClient({
    clock,
    random: () => 1,
    limitMs: 10_000,
    endpoint: async () => ok({ url, token: launchToken }),
    onWelcome: () => undefined,
    onCentre: () => undefined,
    onLive(now) {
      live = now
    },
    onMessage(message: ServerMessage) {
      if (message.type === 'card') card = message.card
      if (message.type === 'print') prints.set(message.progress.ticketId, message.progress)
    },
    onProblem: () => undefined,
  })
  return { page, isLive: () => live, card: () => card, prints }
}

/** A kiosk, a counter and a display with their devices on cables in memory. */
export async function openHall(centre: TestCentre, printerWire: PrinterWire) {
  const { clock } = centre
  const dataDir = mkdtempSync(join(tmpdir(), 'civic-hall-day-'))
  const cables = {
    reader: memoryCable('reader'),
    printer: memoryCable('printer'),
    signs: memoryCable('signs'),
    pads: memoryCable('pads'),
  }
  // A simulated printer prints lines in fractions of a millisecond; a machine's clock has none.
  const whole: Clock = { ...clock, after: (ms, action) => clock.after(Math.round(ms), action) }
  const printer = simulateTicketPrinter(cables.printer, whole, { widthDots: 576 })
  const reader = simulateIdCardReader(cables.reader, clock)
  const signs = simulateSignLine(cables.signs, clock, [1, 2])
  const pads = simulatePads(cables.pads, clock, [1])
  const transports = new Map<string, Transport>(
    Object.entries(cables).map(([name, { transport }]) => [
      name,
      name === 'printer' ? printerWire(transport) : transport,
    ]),
  )
  const agent = (
    role: AgentRole,
    deviceId: string,
    devices: AgentConfigInput['devices'],
    counterId: string | null,
  ) =>
    startAgent({
      role,
      config: agentConfig.parse({
        hubUrl: centre.url,
        deviceId,
        deviceToken: tokenOf(deviceId),
        port: 0,
        counterId,
        devices,
        ticketUrlBase: 'https://hall.example',
        dataDir: join(dataDir, deviceId),
      } satisfies AgentConfigInput),
      token: launchToken,
      clock,
      random: () => 1,
      log: noLog,
      transportAt(address) {
        const found = transports.get(address)
        return found === undefined ? err('bad-address') : ok(found)
      },
    })
  const kiosk = await agent(
    'kiosk',
    'kiosk-1',
    { idCard: { path: 'reader' }, ticketPrinter: { path: 'printer', proof: 'process-id' } },
    null,
  )
  const counterPads = { path: 'pads', template: 'call_pad_example', pads: [{ counterId: '1', address: 1 }] }
  const counter = await agent('counter', 'counter-1', { callPads: counterPads }, '1')
  const signMembers = ['1', '2'].map((counterId) => ({ counterId, address: Number(counterId) }))
  const display = await agent(
    'display',
    'display-1',
    { signLine: { path: 'signs', signs: signMembers } },
    null,
  )

  const screen = kioskPage(clock, kiosk.url)
  return {
    cables,
    printer,
    reader,
    signs,
    pads,
    ...screen,
    async close() {
      screen.page.close()
      await Promise.all([kiosk.close(), counter.close(), display.close()])
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** A hall that is open for a day. */
export type Hall = Awaited<ReturnType<typeof openHall>>
