import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agentConfig } from '#agent'
import { agentFileOf, choicesOf, noDevices, readAgentFile } from '#electron/setup'
import type { MachineDevices } from '#protocol'

/** The set-up builds what the agent reads, without either knowing the other: here the two meet. */

const baudRate = fc.constantFrom(9_600, 57_600, 115_200)
const place = fc.constantFrom('/dev/ttyUSB0', 'COM3', '192.168.1.60:9100', 'printer:9101', '192.168.1.61')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const line = { place, baudRate }
const member = {
  counterId: fc.constantFrom('1', '2'),
  address: fc.nat(60_000).map((n) => n + 1),
}
const some = <T>(each: fc.Arbitrary<T>) => fc.array(each, { minLength: 1, maxLength: 2 })
const template = fc.constantFrom('kanban', 'call_pad_example')
const printer = maybe(
  fc.record({ ...line, widthMm: fc.constantFrom<80 | 58>(80, 58), rollMm: maybe(fc.constant(80_000)) }),
)
const onLine = fc.record({ way: fc.constant('line' as const), ...line })
const none = fc.constant('')
const unpaired = { code: none, paired: fc.constant(false) }
const devices: fc.Arbitrary<MachineDevices> = fc.record({
  idCard: maybe(
    fc.oneof(
      onLine,
      fc.record({
        way: fc.constant('hid' as const),
        ids: fc.constantFrom('0400:c35a', '0400:C35A'),
        reports: fc.constantFrom('plain' as const, 'control' as const),
      }),
      fc.record({
        way: fc.constant('helper' as const),
        command: fc.constant('/opt/reader/helper'),
        args: fc.constantFrom<string[]>([], ['--port', '1']),
      }),
    ),
  ),
  codeScanner: maybe(fc.oneof(onLine, fc.constant({ way: 'keyboard' as const }))),
  ticketPrinter: printer,
  secondTicketPrinter: printer,
  pagePrinter: maybe(
    fc.record({ queue: fc.constantFrom('A4', '办公室 打印机'), by: fc.constantFrom('agent', 'shell') }),
  ),
  signLine: maybe(fc.record({ ...line, template: maybe(template), signs: some(fc.record(member)) })),
  callPads: maybe(fc.record({ ...line, template, pads: some(fc.record({ ...member, ...unpaired })) })),
  // With its code: without one the set-up refuses it before it writes anything.
  evaluator: maybe(
    fc.record({
      ...line,
      template,
      address: fc.nat(9),
      code: fc.constant('CODE2345'),
      paired: fc.constant(false),
    }),
  ),
  announcer: maybe(
    fc.record({
      sink: fc.constantFrom('player', 'page'),
      zones: fc.constantFrom<string[]>([], ['A', '二楼']),
    }),
  ),
})
const machine = {
  hubUrl: 'http://hub:7700',
  deviceId: 'kiosk-1',
  deviceToken: 'x'.repeat(43),
  counterId: null,
}
const traded = new Map([['CODE2345', { token: 'y'.repeat(43), counterId: '1' }]])
const at = { dataDir: '/data/agent', ticketUrlBase: 'http://hub:7700', traded }

test('the agent reads every configuration the set-up writes, first and again', () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-setup-'))
  const file = join(folder, 'agent.json')
  fc.assert(
    fc.property(devices, devices, (first, then) => {
      for (const chosen of [first, then, noDevices]) {
        writeFileSync(file, JSON.stringify(agentFileOf(readAgentFile(file), machine, chosen, at)))
        const parsed = agentConfig.safeParse(JSON.parse(readFileSync(file, 'utf8')))
        expect(parsed.error?.issues).toBeUndefined()
      }
    }),
    { numRuns: 60 },
  )
  rmSync(folder, { recursive: true })
})

test('the page shows again what was chosen: nothing is lost between two visits', () => {
  fc.assert(
    fc.property(devices, (chosen) => {
      const file = JSON.parse(JSON.stringify(agentFileOf(null, machine, chosen, at)))
      const shown = choicesOf(file.devices)
      const again = JSON.parse(JSON.stringify(agentFileOf(file, machine, shown, at)))
      expect(again).toEqual(file)
    }),
    { numRuns: 100 },
  )
})

test('what a person added by hand outlives the set-up page', () => {
  const byHand = {
    ticketPrinter: { path: 'spool://main', oneWay: 'ask', proof: 'queued-status' },
    idCard: { path: '/dev/ttyUSB0', fingerprintRead: true },
  }
  const first = agentConfig.parse({ ...agentFileOf(null, machine, noDevices, at), devices: byHand })
  const file = { ...first, devices: byHand }
  const again = JSON.parse(JSON.stringify(agentFileOf(file, machine, choicesOf(byHand), at)))
  expect(again.devices).toMatchObject(byHand)
  expect(agentConfig.safeParse(again).success).toBe(true)
})
