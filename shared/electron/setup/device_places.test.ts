import { describe, expect, test } from 'vitest'
import { placeOf } from './device_places.ts'

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
