import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { noDevices, readAgentFile } from './agent_file.ts'
import type { Ask } from './hub_calls.ts'
import { machineSetup } from './machine_setup.ts'

let folder: string
let file: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-hall-setup-'))
  file = join(folder, 'new', 'agent-counter.json')
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const device = { deviceId: 'guide-1', role: 'guide', counterId: null }
const refused = { type: 'x', title: '', detail: '', status: 401, code: 'unauthenticated' }

/** A hub with one enrolled device, whose token is 'secret'. */
const ask: Ask = async (address, init) => {
  const { pathname } = new URL(address)
  const isKnown = new Headers(init.headers).get('authorization') === 'Bearer secret'
  if (pathname === '/healthz') return Response.json({ status: 'alive' })
  if (pathname === '/api/v1/devices/pair')
    return Response.json({ ...device, name: '导服台', token: 'secret' })
  if (!isKnown) return Response.json(refused, { status: 401 })
  if (pathname === '/api/v1/me') return Response.json({ kind: 'device', ...device })
  return Response.json({ counters: [], sites: [] })
}

const setup = (role: 'counter' | 'kiosk' = 'counter') =>
  machineSetup({ role, file, dataDir: join(folder, 'agent'), ask, lan: () => ['192.168.1.9'] })

test('a paired machine has a configuration at once, for its own user alone; its token is never told', async () => {
  const first = setup()
  expect(await first.start()).toEqual({
    kind: 'machine',
    role: 'counter',
    address: null,
    enrolment: null,
    devices: noDevices,
  })
  expect(first.saveDevices(noDevices)).toMatchObject({ error: { code: 'not-paired' } })
  expect(await first.pair('ABCD2345')).toMatchObject({ error: { code: 'no-answer' } })
  await first.findHub('127.0.0.1')
  const paired = await first.pair('ABCD2345')
  expect(paired).toMatchObject({ ok: true, value: { name: '导服台', role: 'guide' } })
  expect(JSON.stringify(paired)).not.toContain('secret')
  expect(first.deviceRole()).toBe('guide')
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({
    hubUrl: 'http://127.0.0.1:7700',
    deviceId: 'guide-1',
    deviceToken: 'secret',
    counterId: null,
    port: 0,
    dataDir: join(folder, 'agent'),
    // Phones cannot reach a hub by its own machine's loop-back.
    ticketUrlBase: 'http://192.168.1.9:7700',
    devices: {},
  })
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(readdirSync(join(folder, 'new'))).toEqual(['agent-counter.json'])
})

test('opened again, it keeps its pairing, and what a person added by hand', async () => {
  const first = setup()
  await first.findHub('hub')
  await first.pair('ABCD2345')
  first.saveDevices({ ...noDevices, idCard: { place: 'COM1', baudRate: 9_600 } })
  const before = JSON.parse(readFileSync(file, 'utf8'))
  before.devices.idCard.note = 'by hand'
  before.devices.announcer = { sink: 'player', volume: 0.5 }
  before.ticketUrlBase = 'https://tickets.example.cn'
  writeFileSync(file, JSON.stringify(before))

  const again = setup()
  const start = await again.start()
  expect(start).toMatchObject({
    address: 'http://hub:7700',
    enrolment: { deviceId: 'guide-1' },
    devices: { idCard: { place: 'COM1', baudRate: 9_600 }, announcer: 'player' },
  })
  expect(JSON.stringify(start)).not.toContain('secret')
  const devices = {
    ...noDevices,
    idCard: { place: '10.0.0.5:4001', baudRate: 9_600 },
    announcer: 'page',
  } as const
  expect(again.saveDevices(devices).ok).toBe(true)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    deviceToken: 'secret',
    ticketUrlBase: 'https://tickets.example.cn',
    devices: {
      idCard: { tcp: 'tcp://10.0.0.5:4001', baudRate: 9_600, note: 'by hand' },
      announcer: { sink: 'page', volume: 0.5 },
    },
  })
  expect(readAgentFile(file)?.devices.idCard).not.toHaveProperty('path')
})

test('a pairing of another kind of machine, and a damaged file, are set up anew', async () => {
  const first = setup()
  await first.findHub('hub')
  await first.pair('ABCD2345')
  expect(await setup('kiosk').start()).toMatchObject({ address: 'http://hub:7700', enrolment: null })
  writeFileSync(file, '{"hubUrl": "http')
  expect(await setup().start()).toMatchObject({ address: null, enrolment: null })
})
