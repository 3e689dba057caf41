import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import {
  createCentre,
  firstStartFile,
  openFolder,
  readHubFolder,
  servicesIn,
  usualHubFolder,
} from './hub_folder.ts'
import { addressForOthers, lanAddresses } from './lan_address.ts'

const catalogue = join(import.meta.dirname, '..', '..', '..', 'resources', 'demo', 'centre.json')
let userData: string
beforeEach(() => {
  userData = mkdtempSync(join(tmpdir(), 'civic-hall-hub-'))
})
afterEach(() => rmSync(userData, { recursive: true, force: true }))

const answers = (folder: string) =>
  ({
    folder,
    level: 'district',
    place: { zh: '松江区', en: 'Songjiang District' },
    areaCode: '310117',
    mobile: null,
    adminName: '江一帆',
    username: 'admin',
    password: 'eight888',
  }) as const

test('a new centre: its definition waits in a folder of its own, for its own user alone', () => {
  const folder = usualHubFolder(userData)
  expect(readHubFolder(userData)).toBeNull()
  expect(createCentre(userData, catalogue, answers(folder))).toEqual({ ok: true, value: null })
  expect(readHubFolder(userData)).toBe(folder)
  const file = firstStartFile(folder)
  expect(statSync(file).mode & 0o777).toBe(0o600)
  const definition = JSON.parse(readFileSync(file, 'utf8'))
  expect(definition.services).toHaveLength(servicesIn(catalogue))
  expect(definition).toMatchObject({
    policy: { hours: 'service' },
    counters: [{ id: '1' }],
    staff: [{ username: 'admin', password: 'eight888', roles: ['admin', 'manager', 'counter'] }],
    devices: [],
  })
  // Nothing of the demonstration's people, notices or addresses comes along.
  expect(JSON.stringify({ ...definition, services: [] })).not.toMatch(/演示|陈敏华|示范/)
})

test('a mobile service point is a site of its own below its home', () => {
  const folder = join(userData, 'laptop')
  expect(createCentre(userData, catalogue, { ...answers(folder), mobile: 2 }).ok).toBe(true)
  const { site } = JSON.parse(readFileSync(firstStartFile(folder), 'utf8'))
  expect(site).toMatchObject({ id: 'site-310117-mobile-2', parentId: 'site-310117', mobile: 2 })
})

test('a folder that holds a centre is opened, never made anew', () => {
  const folder = join(userData, 'elsewhere')
  expect(openFolder(userData, folder)).toEqual({ ok: false, error: 'no-centre' })
  mkdirSync(folder)
  writeFileSync(join(folder, 'hub.db'), '')
  expect(createCentre(userData, catalogue, answers(folder))).toEqual({ ok: false, error: 'has-centre' })
  expect(existsSync(firstStartFile(folder))).toBe(false)
  expect(openFolder(userData, folder).ok).toBe(true)
  expect(readHubFolder(userData)).toBe(folder)
})

test('a folder must be a whole path, and one that can be written', () => {
  writeFileSync(join(userData, 'file'), '')
  expect(createCentre(userData, catalogue, answers('hub'))).toEqual({ ok: false, error: 'not-absolute' })
  expect(createCentre(userData, catalogue, answers(join(userData, 'file', 'hub')))).toEqual({
    ok: false,
    error: 'not-writable',
  })
  expect(openFolder(userData, 'hub')).toEqual({ ok: false, error: 'not-absolute' })
})

test('a folder of the usual name that holds a centre needs no set-up', () => {
  mkdirSync(usualHubFolder(userData))
  writeFileSync(join(usualHubFolder(userData), 'hub.db'), '')
  expect(readHubFolder(userData)).toBe(usualHubFolder(userData))
})

test('other machines are given an address of the network, never the loop-back', () => {
  const card = (address: string, internal = false) =>
    ({ address, internal, family: 'IPv4', netmask: '', mac: '', cidr: null }) as const
  const linkLocal = { ...card('fe80::1'), family: 'IPv6', scopeid: 2 } as const
  const lan = lanAddresses({
    lo: [card('127.0.0.1', true)],
    eth0: [card('169.254.3.4'), card('192.168.1.9'), linkLocal],
  })
  expect(lan).toEqual(['192.168.1.9'])
  expect(addressForOthers('http://127.0.0.1:7700', lan)).toBe('http://192.168.1.9:7700')
  expect(addressForOthers('http://hub.local:7700', lan)).toBe('http://hub.local:7700')
  expect(addressForOthers('http://localhost:7700', [])).toBe('http://localhost:7700')
})
