import { describe, expect, test } from 'vitest'
import { refusalCodes } from '#domain'
import { voiceHints } from './hint_sentences.ts'
import { openingText, printerSentence, refusalTerm, troubleWords } from './trouble_words.ts'
import { words } from './words.ts'

/** Any word written out: functions are given numbers, which every text takes. */
const written = (word: unknown): string =>
  typeof word === 'function' ? String(Reflect.apply(word, null, [12, 34])) : String(word)

describe('words of the kiosk', () => {
  test.each([
    ['words', words],
    ['troubleWords', troubleWords],
  ])('%s: both languages have every word, Chinese in Chinese, English in Latin letters', (_, table) => {
    expect(Object.keys(table.en)).toEqual(Object.keys(table['zh-CN']))
    for (const [key, word] of Object.entries(table['zh-CN'])) {
      expect(written(word), key).toMatch(/\p{Script=Han}/u)
      expect(written(word), key).not.toMatch(/你|柜台/)
    }
    for (const [key, word] of Object.entries(table.en)) expect(written(word), key).toMatch(/^[\x20-\x7e]+$/)
  })

  test('functions say what they are given', () => {
    for (const table of [words, troubleWords]) {
      for (const locale of ['zh-CN', 'en'] as const) {
        for (const [key, word] of Object.entries(table[locale])) {
          if (typeof word === 'function') expect(written(word), key).toContain('12')
        }
      }
    }
  })

  test('every refusal and printer fault is a sentence, never a code', () => {
    for (const code of refusalCodes) {
      expect(refusalTerm(code).zh).toMatch(/\p{Script=Han}/u)
      expect(refusalTerm(code).en).not.toContain(code)
    }
    for (const reason of ['paper-end', 'cover-open', 'cutter', 'offline', 'no-answer', 'odd', null]) {
      expect(printerSentence(reason).zh).toMatch(/打印/)
    }
    expect(printerSentence('paper-end')).not.toEqual(printerSentence('odd'))
  })

  test('what became of a booking is said', () => {
    const said = ['CANCELLED', 'CHECKED_IN', 'BOOKING_MISSED', 'odd'].map(
      (state) => refusalTerm('booking-state', { state }).zh,
    )
    expect(new Set(said).size).toBe(4)
    expect(said[2]).toBe(refusalTerm('booking-late').zh)
  })

  test('the next opening is said for people', () => {
    expect(openingText({ inDays: 0, from: '13:00' }, 'zh-CN')).toBe('今天 13:00 开始取号')
    expect(openingText({ inDays: 1, from: '08:30' }, 'zh-CN')).toBe('明天 08:30 开始取号')
    expect(openingText({ inDays: 3, from: '08:30' }, 'en')).toBe('Numbers are given from 08:30 in 3 days')
    expect(openingText(null, 'zh-CN')).toContain('导服台')
  })

  test('every spoken hint is short and in both languages', () => {
    for (const { zh, en } of Object.values(voiceHints)) {
      expect(zh.length).toBeLessThanOrEqual(40)
      expect(zh).toMatch(/\p{Script=Han}/u)
      expect(en).toMatch(/^[\x20-\x7e]+$/)
    }
  })
})
