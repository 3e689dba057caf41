import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { agentConfig } from '#agent'
import { agentFileOf, noDevices, readAgentFile } from '#electron/setup'

/** The set-up builds what the agent reads, without either knowing the other: here the two meet. */

const baudRate = fc.constantFrom(9_600, 57_600, 115_200)
const place = fc.constantFrom('/dev/ttyUSB0', 'COM3', '192.168.1.60:9100', 'printer:9101', '192.168.1.61')
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null })
const devices = fc.record({
  idCard: maybe(fc.record({ place, baudRate })),
  ticketPrinter: maybe(fc.record({ place, baudRate, widthMm: fc.constantFrom<80 | 58>(80, 58) })),
  signLine: maybe(
    fc.record({
      place,
      baudRate,
      signs: fc.array(
        fc.record({ counterId: fc.constantFrom('1', '2'), address: fc.nat(60_000).map((n) => n + 1) }),
        {
          minLength: 1,
          maxLength: 2,
        },
      ),
    }),
  ),
  announcer: fc.constantFrom('player' as const, 'page' as const, null),
})
const machine = {
  hubUrl: 'http://hub:7700',
  deviceId: 'kiosk-1',
  deviceToken: 'x'.repeat(43),
  counterId: null,
}
const at = { dataDir: '/data/agent', ticketUrlBase: 'http://hub:7700' }

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

test('a second printer, written by hand, outlives the set-up page', () => {
  const folder = mkdtempSync(join(tmpdir(), 'civic-hall-setup-'))
  const file = join(folder, 'agent.json')
  const secondTicketPrinter = { path: 'spool://stand-in', oneWay: 'ask' }
  const first = agentFileOf(null, machine, noDevices, at)
  writeFileSync(file, JSON.stringify({ ...first, devices: { secondTicketPrinter } }))
  const again = JSON.parse(JSON.stringify(agentFileOf(readAgentFile(file), machine, noDevices, at)))
  expect(again.devices).toEqual({ secondTicketPrinter })
  expect(agentConfig.safeParse(again).success).toBe(true)
  rmSync(folder, { recursive: true })
})
