import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, it } from 'vitest'
import { columnsOf, printableText } from '#ticket'
import { inRom } from '../../framing/rom_charset.ts'
import { glyphFile, parseGlyphSheet, raster } from '../test_bench.ts'
import { dotAt, rasterCommand } from './bitmap.ts'
import { ticketEncoder } from './encoder.ts'

const style = { w: 1, h: 1, bold: false, align: 'left' } as const
const encoded = (text: string, charset: 'gbk' | 'gb2312' = 'gbk') => {
  const encoder = ticketEncoder(charset, raster)
  encoder.line(text, style)
  return Buffer.from(encoder.bytes())
}
const head = '1b40' + '1d61ff' + '1b6100'

describe('a line of text', () => {
  it('stands between FS & and FS . as GB 18030', () => {
    expect(encoded('业务A1').toString('hex')).toBe(`${head}1b33201d21001b45001c26d2b5cef141311c2e0a`)
  })
  it('can be cut out and decoded, whatever Chinese it is', () => {
    const char = fc.integer({ min: 0x4e00, max: 0x9fa5 }).map((code) => String.fromCodePoint(code))
    fc.assert(
      fc.property(fc.string({ unit: char, minLength: 1, maxLength: 24 }), (text) => {
        const bytes = encoded(text)
        const cut = bytes.subarray(bytes.indexOf('1c26', 0, 'hex') + 2, bytes.length - 3)
        expect(iconv.decode(cut, 'gb18030')).toBe(text)
      }),
    )
  })
  it.each([...'㐀𠮷䶮𬱖㛃𫖯'])('with %s is a picture, never four bytes of text', (char) => {
    const bytes = encoded(`张${char}`)
    expect(bytes.toString('hex').startsWith(`${head}1d76300006001800`)).toBe(true)
    expect(bytes.length).toBe(head.length / 2 + 8 + 6 * 24 + 3)
  })
  it('is a picture on a GB 2312 board when GB 2312 lacks a character', () => {
    expect(inRom('gbk', '镕')).toBe(true)
    expect(inRom('gb2312', '镕')).toBe(false)
    expect(encoded('镕', 'gb2312').includes('1d763000', 0, 'hex')).toBe(true)
    expect(encoded('张', 'gb2312').includes('1c26d5c51c2e', 0, 'hex')).toBe(true)
  })
})

describe('what reaches the printer', () => {
  it('is never a command: control characters are gone', () => {
    expect(printableText('甲\u001b@乙\u0010\u0004\u0001\r\n丙\u200b丁\ud800')).toBe('甲@乙 丙丁〓')
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        expect(/[\p{Cc}\p{Surrogate}]/u.test(printableText(text))).toBe(false)
      }),
    )
  })
  it('takes two cells for what is not ASCII', () => {
    expect(columnsOf('A1号𠮷')).toBe(6)
  })
})

describe('pictures', () => {
  it('draw what the glyph sheet holds', () => {
    const sheet = parseGlyphSheet(readFileSync(glyphFile))
    const glyph = sheet.glyph('𠮷'.codePointAt(0) ?? 0)
    if (glyph === null) throw new Error('the sheet lacks 𠮷')
    const drawn = raster.draw('A𠮷', { w: 2, h: 3, bold: false })
    expect([drawn.width, drawn.height]).toEqual([72, 72])
    for (let y = 0; y < 72; y += 1) {
      for (let x = 24; x < 72; x += 1) {
        expect(dotAt(drawn, x, y)).toBe(dotAt(glyph, (x - 24) >> 1, Math.floor(y / 3)))
      }
    }
  })
  it('show the code of a character no font has, each code another picture', () => {
    const plain = { w: 1, h: 1, bold: false }
    const [one, other] = ['\u{2ffff}', '\u{2fffe}'].map((char) => raster.draw(char, plain).bytes.join())
    expect(one).not.toBe(other)
  })
  it('never spell a real-time command', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom(0x10, 0x04, 0x05, 0x14, 0x01), { minLength: 8, maxLength: 64 }),
        (dots) => {
          const bytes = Uint8Array.from(dots.slice(0, dots.length - (dots.length % 2)))
          const data = rasterCommand({ width: 16, height: bytes.length / 2, stride: 2, bytes }).slice(8)
          for (let i = 0; i + 1 < data.length; i += 1) {
            expect(data[i] === 0x10 && [0x04, 0x05, 0x14].includes(data[i + 1] ?? 0)).toBe(false)
            expect((data[i] ?? 0) & (bytes[i] ?? 0)).toBe(bytes[i])
          }
        },
      ),
    )
  })
})
