import { describe, expect, it } from 'vitest'
import { code128, processIdRequest, qrCode, queued, realTime } from './commands.ts'

const hex = (...parts: readonly Uint8Array[]) => Buffer.concat(parts).toString('hex')

describe('command bytes', () => {
  it('writes the golden process id', () => {
    expect(hex(processIdRequest('0001'))).toBe('1d284806003030' + '30303031')
    expect(() => processIdRequest('号001')).toThrow()
    expect(() => processIdRequest('00001')).toThrow()
  })
  it('writes a QR code: model 2, size, level, data, print', () => {
    expect(qrCode('https://a.cn/1', 6, 'M').map((part) => hex(part))).toEqual([
      '1d286b04003141' + '3200',
      '1d286b03003143' + '06',
      '1d286b03003145' + '31',
      `1d286b1100315030${Buffer.from('https://a.cn/1').toString('hex')}`,
      '1d286b03003151' + '30',
    ])
  })
  it('carries the length of long QR data in two bytes', () => {
    expect(hex(qrCode('x'.repeat(300), 6, 'L')[3] ?? new Uint8Array()).slice(0, 16)).toBe('1d286b2f01315030')
  })
  it.each([
    ['L', '30'],
    ['M', '31'],
    ['Q', '32'],
    ['H', '33'],
  ] as const)('writes QR level %s as %s', (level, byte) => {
    expect(hex(qrCode('a', 4, level)[2] ?? new Uint8Array()).slice(-2)).toBe(byte)
  })
  it('writes CODE128 in set B with its length', () => {
    expect(hex(...code128('A0012', 162, 2))).toBe('1d68a2' + '1d7702' + '1d4802' + '1d6b49077b424130303132')
    expect(() => code128('号', 64, 2)).toThrow()
  })
  it('writes the short ones', () => {
    expect(hex(realTime.status(4))).toBe('100404')
    expect(hex(realTime.recoverAndClear)).toBe('100502')
    expect(hex(realTime.clear)).toBe('10140801031401060208')
    expect(hex(queued.watch, queued.paperStatus)).toBe('1d61ff1d7201')
    expect(hex(queued.size(4, 4), queued.size(1, 2), queued.size(8, 8))).toBe('1d21331d21011d2177')
    expect(hex(queued.chineseOn, queued.chineseOff)).toBe('1c261c2e')
    expect(hex(queued.cut(48))).toBe('1d564230')
  })
})
