import fc from 'fast-check'
import iconv from 'iconv-lite'
import { describe, expect, test } from 'vitest'
import { fitText } from './fitter.ts'

describe('what fits 64 dots', () => {
  test.each(['请A001号', 'A001办理', '欢迎光临', '暂停服务', '暂停受理', '正在办理', '暂离', '未登录'])(
    '%s stands still',
    (text) => {
      expect(fitText(text)).toMatchObject({ text, mode: 'static', lost: [] })
      expect(fitText(text).widthPx).toBeLessThanOrEqual(64)
    },
  )
  test('the texts of the queue rules, whatever number is called', () => {
    for (const prefix of 'ABCDEFGHJKLMNPQRSTUVWXYZ')
      for (const number of ['001', '099', '999'])
        for (const text of [`请${prefix}${number}号`, `${prefix}${number}办理`])
          expect(fitText(text)).toMatchObject({ widthPx: 64, mode: 'static', lost: [] })
  })
  test('a font of GB 2312 lacks what GBK has', () => {
    expect(fitText('镕先生', { charset: 'gb2312' })).toMatchObject({ text: '〓先生', lost: ['镕'] })
    // Not in GB 2312 although its row is: the small Roman numerals came with GBK.
    expect(fitText('ⅰ㈱', { charset: 'gb2312' })).toMatchObject({ text: 'i(株)', lost: ['ⅰ', '㈱'] })
    expect(fitText('请A001号', { charset: 'gb2312' })).toMatchObject({ text: '请A001号', lost: [] })
  })
  test.each([
    ['欢迎光临！', 80],
    ['请A001到3号窗口', 120],
    ['A0012办理', 72],
  ])('%s runs, %i dots wide', (text, widthPx) => {
    expect(fitText(text)).toMatchObject({ text, widthPx, mode: 'left' })
  })
})

describe('characters GBK cannot carry', () => {
  test.each([
    ['𠮷先生', '〓先生', ['𠮷']],
    ['请\\C1看', '请＼C1看', ['\\']],
    ['a•b', 'a·b', ['•']],
    ['ñ', 'n', ['ñ']],
    ['5€', '5EUR', ['€']],
    ['好👍', '好〓', ['👍']],
    ['ＡＢ', 'ＡＢ', []],
    ['镕', '镕', []],
    ['㐂', '〓', ['㐂']],
    // GB 18030 gave it a place of two bytes that fonts of GBK leave empty.
    ['䶮', '〓', ['䶮']],
    ['\ue000', '〓', ['\ue000']],
    ['\ud842', '〓', ['\ud842']],
    ['☎\ufe0f', '〓', ['☎']],
    ['👨\u200d👩', '〓〓', ['👨', '👩']],
    ['½', '〓', ['½']],
    ['2㎟', '2mm2', ['㎟']],
    ['ﾊﾝ', 'ハン', ['ﾊ', 'ﾝ']],
  ])('%s becomes %s', (text, shown, lost) => {
    expect(fitText(text)).toMatchObject({ text: shown, lost })
  })
  test('line breaks become spaces, control characters vanish', () => {
    expect(fitText('暂停\r\n服\u0007务').text).toBe('暂停 服务')
  })
})

test.each(['gbk', 'gb2312'] as const)(
  'no character of Unicode becomes a card order in a font of %s',
  (charset) => {
    for (let code = 0; code < 0x30_000; code += 1) {
      const { text, bytes } = fitText(String.fromCodePoint(code), { charset })
      // The trail byte of a full-width character may be 5C; as a character of its own it is an order.
      if (text.includes('\\')) throw new Error(`${code.toString(16)} becomes ${text}`)
      if (iconv.decode(Buffer.from(bytes), 'gbk') !== text) throw new Error(`${code.toString(16)} is no GBK`)
    }
  },
)

test('whatever is asked, the bytes are GBK of the text reported and hold no card order', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.constantFrom('gbk', 'gb2312'),
      (text, charset) => {
        const { text: shown, bytes, widthPx, mode } = fitText(text, { charset })
        expect(iconv.decode(Buffer.from(bytes), 'gbk')).toBe(shown)
        expect(shown.includes('\\')).toBe(false)
        expect(widthPx).toBe(bytes.length * 8)
        expect(mode === 'static').toBe(widthPx <= 64)
      },
    ),
  )
})
