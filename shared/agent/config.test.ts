import { expect, test } from 'vitest'
import { agentConfig } from './config.ts'

const parse = (devices: unknown) =>
  agentConfig.safeParse({
    hubUrl: 'http://hub:7700',
    deviceId: 'kiosk-1',
    deviceToken: 'device-token',
    port: 0,
    ticketUrlBase: 'http://hub:7700',
    dataDir: '/data/agent',
    devices,
  })

test.each([
  { idCard: { path: 'COM3', baudRate: 9_600 } },
  { idCard: { hid: '0400:C35A', hidReports: 'control' } },
  { idCard: { helper: { command: 'C:\\readers\\helper.exe' } } },
  { codeScanner: { path: '/dev/ttyACM0', prefix: ']Q1' } },
  { codeScanner: { keyboard: true } },
  { pagePrinter: { queue: '办公室 A4' } },
])('devices %j are taken', (devices) => {
  expect(parse(devices).error?.issues).toBeUndefined()
})

test.each([
  { idCard: {} },
  { idCard: { path: 'COM3', hid: '0400:c35a' } },
  { idCard: { hid: '0400-c35a' } },
  { idCard: { helper: { command: '' } } },
  { codeScanner: {} },
  { pagePrinter: { queue: '-o raw' } },
  { pagePrinter: {} },
  { codeScanner: { keyboard: true, path: 'COM4' } },
  { codeScanner: { path: 'COM4', tcp: 'tcp://a:1' } },
])('devices %j are refused', (devices) => {
  expect(parse(devices).success).toBe(false)
})
