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
  it.each([
    // The example of Epson's reference for GS k: "No." in set B, 12 34 56 in set C.
    ['No.123456', '7b424e6f2e' + '7b430c2238'],
    ['A001', '7b4241303031'],
    ['A0012', '7b4241' + '7b43000c'],
    ['12345', '7b430c22' + '7b4235'],
    ['0405', '7b430405'],
    ['A{7}', '7b42417b7b377d'],
    // Pairs of digits that a printer would take for DLE EOT, ENQ or DC4 are sent one by one.
    ['160400', '7b42313630343030'],
    ['A991605', '7b4241393931363035'],
    ['16200000', '7b423136323030303030'],
  ])('writes CODE128 %s', (text, data) => {
    const length = (data.length / 2).toString(16).padStart(2, '0')
    expect(hex(...code128(text, 162, 2))).toBe(`1d68a21d77021d48021d6b49${length}${data}`)
  })
  it('refuses a bar code of other characters, and one whose bytes its length could not tell', () => {
    for (const text of ['', '号', 'a\u0001', '\u007f']) expect(() => code128(text, 64, 2)).toThrow()
    expect(code128('x'.repeat(253), 64, 2)[3]?.[3]).toBe(255)
    expect(() => code128('x'.repeat(254), 64, 2)).toThrow()
    expect(() => code128('{'.repeat(127), 64, 2)).toThrow()
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
