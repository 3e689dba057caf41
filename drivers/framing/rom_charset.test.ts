import { expect, test } from 'vitest'
import { type Charset, inRom } from './rom_charset.ts'

const everything = Array.from({ length: 0x30_000 - 0x80 }, (_, n) => n + 0x80)
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code))

test.each([
  // GB 2312-1980: 6,763 characters and 682 symbols.
  ['gb2312', 7_445],
  // GBK 1.0: 21,003 characters and 883 symbols, without the 95 that code page 936 left out and ROMs with it.
  ['gbk', 21_791],
] as const)('a ROM of %s holds %d characters', (charset, count) => {
  expect(everything.filter((char) => inRom(charset, char))).toHaveLength(count)
})

test.each<[string, readonly Charset[]]>([
  ['张·—①Ⅰ★ａ', ['gbk', 'gb2312']],
  ['镕ⅰ︵ɑ', ['gbk']],
  // Two bytes in GB 18030 only, four bytes, and beyond the first plane.
  ['€ḿǹ⿰〾䶮㐀𠮷䲟', []],
])('%s', (text, roms) => {
  for (const char of text)
    for (const charset of ['gbk', 'gb2312'] as const)
      expect([char, charset, inRom(charset, char)]).toEqual([char, charset, roms.includes(charset)])
})
