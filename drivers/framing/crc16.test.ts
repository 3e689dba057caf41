import { Buffer } from 'node:buffer'
import { expect, test } from 'vitest'
import { fromHex } from './bytes.ts'
import { crc16 } from './crc16.ts'

const [arc, modbus] = [0, 0xffff]

test('the check values of the two (catalogue of parametrised CRCs: ARC, MODBUS)', () => {
  expect(crc16(Buffer.from('123456789'), arc)).toBe(0xbb3d)
  expect(crc16(Buffer.from('123456789'), modbus)).toBe(0x4b37)
})

test.each([
  // Requests as they go over a line, low byte of the checksum first (MODBUS over serial line, V1.02).
  ['01 03 0000 000A', 'C5CD'],
  ['11 03 006B 0003', '7687'],
  ['02 07', '4112'],
])('MODBUS %s ends with %s', (request, sum) => {
  const crc = crc16(fromHex(request), modbus)
  expect([crc & 0xff, crc >> 8]).toEqual([...fromHex(sum)])
  // With its checksum behind it a frame comes to nothing.
  expect(crc16(fromHex(request + sum), modbus)).toBe(0)
})

test('of nothing it is what it starts with', () => {
  expect([crc16(new Uint8Array(), arc), crc16(new Uint8Array(), modbus)]).toEqual([arc, modbus])
})
