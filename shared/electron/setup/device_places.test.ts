import { describe, expect, test } from 'vitest'
import type { MachineDevices } from '#protocol'
import { noDevices } from './agent_file.ts'
import { devicesFault, placeOf } from './device_places.ts'

describe('where a device hangs', () => {
  test.each([
    ['/dev/ttyUSB0', { path: '/dev/ttyUSB0' }],
    [' COM3 ', { path: 'COM3' }],
    ['\\\\.\\COM12', { path: '\\\\.\\COM12' }],
    ['/dev/usb/lp0', { path: '/dev/usb/lp0' }],
    ['spool://取号机 1', { path: 'spool://取号机 1' }],
    ['192.168.1.60:9100', { tcp: 'tcp://192.168.1.60:9100' }],
    ['192.168.1.60', { tcp: 'tcp://192.168.1.60:9100' }],
    ['tcp://printer:9101', { tcp: 'tcp://printer:9101' }],
    ['printer：9101', { tcp: 'tcp://printer:9101' }],
  ])('%s', (typed, place) => expect(placeOf(typed)).toEqual({ ok: true, value: place }))

  test.each([
    '',
    'printer',
    'USB',
    '192.168.1.60:0',
    '192.168.1.60:99999',
    'http://192.168.1.60',
    '/dev/a b',
    'spool://-o',
    'spool://',
  ])('“%s” is nowhere', (typed) => expect(placeOf(typed)).toEqual({ ok: false, error: 'bad-place' }))
})

describe('the devices of a machine', () => {
  const line = { place: 'COM1', baudRate: 57_600 }
  const sign = (counterId: string, address: number) => ({ counterId, address })
  const signs = (...list: ReturnType<typeof sign>[]): MachineDevices => ({
    ...noDevices,
    signLine: { ...line, signs: list },
  })
  const printer = { ...line, widthMm: 80 } as const

  test.each<[string, MachineDevices, object | null]>([
    ['none at all', noDevices, null],
    ['two signs', signs(sign('1', 1), sign('2', 2)), null],
    ['a line without signs', signs(), { code: 'no-signs', device: 'signLine' }],
    ['an address twice', signs(sign('1', 1), sign('2', 1)), { code: 'sign-twice', device: 'signLine' }],
    ['a counter twice', signs(sign('1', 1), sign('1', 2)), { code: 'sign-twice', device: 'signLine' }],
    [
      'a reader nobody placed',
      { ...noDevices, idCard: { place: '', baudRate: 9_600 } },
      { code: 'bad-place', device: 'idCard' },
    ],
    [
      'two devices on one port',
      { ...noDevices, idCard: line, ticketPrinter: printer },
      { code: 'place-twice', device: 'ticketPrinter' },
    ],
  ])('%s', (_name, devices, fault) => expect(devicesFault(devices)).toEqual(fault))
})
