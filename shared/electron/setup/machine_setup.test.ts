import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import type { MachineDevices } from '#protocol'
import { noDevices } from './agent_devices.ts'
import { readAgentFile } from './agent_file.ts'
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
  expect(await first.saveDevices(noDevices)).toMatchObject({ error: { code: 'not-paired' } })
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
  await first.saveDevices({ ...noDevices, idCard: { way: 'line', place: 'COM1', baudRate: 9_600 } })
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
    devices: {
      idCard: { way: 'line', place: 'COM1', baudRate: 9_600 },
      announcer: { sink: 'player', zones: [] },
    },
  })
  expect(JSON.stringify(start)).not.toContain('secret')
  const devices = {
    ...noDevices,
    idCard: { way: 'line', place: '10.0.0.5:4001', baudRate: 9_600 },
    announcer: { sink: 'page', zones: ['大厅'] },
  } satisfies MachineDevices
  expect((await again.saveDevices(devices)).ok).toBe(true)
  expect(JSON.parse(readFileSync(file, 'utf8'))).toMatchObject({
    deviceToken: 'secret',
    ticketUrlBase: 'https://tickets.example.cn',
    devices: {
      idCard: { tcp: 'tcp://10.0.0.5:4001', baudRate: 9_600, note: 'by hand' },
      announcer: { sink: 'page', volume: 0.5, zones: ['大厅'] },
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

test('an evaluator is paired by its own code, once; what it got outlives the next visit', async () => {
  const codes: string[] = []
  const paired = (role: string, token: string, counterId: string | null) =>
    Response.json({ deviceId: `${role}-x`, role, counterId, name: role, token })
  const hub: Ask = async (address, init) => {
    if (!address.endsWith('/devices/pair')) return ask(address, init)
    const { code, roles } = JSON.parse(String(init.body))
    codes.push(code)
    if (code === 'PADS2345') return paired(roles[0], 'pad-secret', '3')
    if (code === 'CNTR2345') return paired(roles[0], 'counter-secret', '4')
    if (code === 'WRNG2345') return Response.json({ ...refused, code: 'pairing-failed' }, { status: 401 })
    return ask(address, init)
  }
  const open = () => machineSetup({ role: 'counter', file, dataDir: folder, ask: hub, lan: () => [] })
  const first = open()
  await first.findHub('hub')
  await first.pair('ABCD2345')
  const box = { place: 'COM1', baudRate: 9_600, template: 'evaluator_example', address: 1, paired: false }
  const pad = { address: 1, paired: false }
  const choose = (boxCode: string, padCode: string, counterId: string): MachineDevices => ({
    ...noDevices,
    evaluator: { ...box, code: boxCode },
    callPads: {
      ...{ place: 'COM2', baudRate: 57_600, template: 'call_pad_example' },
      pads: [{ ...pad, counterId, code: padCode }],
    },
  })
  expect(await first.saveDevices(choose('', 'CNTR2345', '4'))).toMatchObject({
    error: { code: 'no-code', device: 'evaluator' },
  })
  expect(await first.saveDevices(choose('WRNG2345', 'CNTR2345', '4'))).toMatchObject({
    error: { code: 'bad-code', device: 'evaluator' },
  })
  expect(await first.saveDevices(choose('PADS2345', 'CNTR2345', '5'))).toMatchObject({
    error: { code: 'other-counter', device: 'callPads' },
  })
  expect((await first.saveDevices(choose('PADS2345', 'CNTR2345', '4'))).ok).toBe(true)
  // A code traded for a way in is not asked for again, however often the rest is corrected.
  expect(codes.filter((code) => code === 'CNTR2345')).toHaveLength(1)
  const kept = { evaluator: { padToken: 'pad-secret', counterId: '3' } }
  expect(JSON.parse(readFileSync(file, 'utf8')).devices).toMatchObject(kept)
  const again = open()
  const start = await again.start()
  expect(JSON.stringify(start)).not.toContain('secret')
  expect(start).toMatchObject({ devices: { evaluator: { paired: true, code: '' } } })
  expect(start.kind === 'machine' && (await again.saveDevices(start.devices)).ok).toBe(true)
  expect(JSON.parse(readFileSync(file, 'utf8')).devices).toMatchObject({
    ...kept,
    callPads: { pads: [{ counterId: '4', deviceToken: 'counter-secret' }] },
  })
})
