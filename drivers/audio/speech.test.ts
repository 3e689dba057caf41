import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { chineseNumber, englishNumber, spellChinese } from './numerals.ts'
import { chineseSentence, englishSentence, type SpeakingStyle, speechParts, usualStyle } from './speech.ts'

const call = (number: string, counter: number) =>
  ({ kind: 'call', number, place: { kind: 'counter', number: counter } }) as const
const room = (number: string, name: string, english: string | null) =>
  ({ kind: 'call', number, place: { kind: 'room', name, english } }) as const
const pack = (zh: string, en = '') => ({
  zh: new Set(zh.split(' ')),
  en: new Set(en.split('/')),
  wuu: new Set<string>(),
})
const small = '请 号 到 号窗口办理 窗口 A 零 一 二 三 十 百 第 调解室 第一调解室'

describe('numbers', () => {
  test.each([
    [1, '一', 'one'],
    [2, '二', 'two'],
    [10, '十', 'ten'],
    [12, '十二', 'twelve'],
    [20, '二十', 'twenty'],
    [35, '三十五', 'thirty five'],
    [100, '一百', 'one hundred'],
    [105, '一百零五', 'one hundred five'],
    [112, '一百一十二', 'one hundred twelve'],
    [200, '二百', 'two hundred'],
  ])('%i is counted %s, %s', (value, chinese, english) => {
    expect([chineseNumber(value), englishNumber(value)]).toEqual([chinese, english])
  })
  test('no two counters sound the same', () => {
    const all = Array.from({ length: 999 }, (_, i) => i + 1)
    expect(new Set(all.map(chineseNumber)).size).toBe(999)
    expect(new Set(all.map(englishNumber)).size).toBe(999)
  })
  test('of tickets are spelled; full width and small letters too', () => {
    expect(spellChinese('A0128', '一')).toBe('A零一二八')
    expect(spellChinese('ａ０１', '幺')).toBe('A零幺')
  })
})

describe('sentences', () => {
  test.each([
    [call('A001', 3), usualStyle, '请A零零一号到三号窗口办理'],
    [call('A001', 12), { ...usualStyle, one: '幺' }, '请A零零幺号到十二号窗口办理'],
    [room('B020', '第一调解室', null), usualStyle, '请B零二零号到第一调解室'],
    [room('B020', '301调解室', null), usualStyle, '请B零二零号到三零一调解室'],
    [room('B020', '第1调解室', null), { ...usualStyle, one: '幺' }, '请B零二零号到第一调解室'],
    [room('B020', '第12调解室', null), usualStyle, '请B零二零号到第十二调解室'],
    [room('B020', '1楼二〇一室', null), { ...usualStyle, one: '幺' }, '请B零二零号到一楼二零一室'],
    [room('B020', '2楼211室', null), { ...usualStyle, one: '幺' }, '请B零二零号到二楼二幺幺室'],
    [
      call('A110', 110),
      { ...usualStyle, counterTemplate: '{number}{constructor}{counter}' },
      'A一一零{constructor}一百一十',
    ],
    [
      call('A001', 2),
      { ...usualStyle, counterTemplate: '{number}号请到{counter}号窗口办理业务' },
      'A零零一号请到二号窗口办理业务',
    ],
  ] as const)('%j', (utterance, style: SpeakingStyle, sentence) => {
    expect(chineseSentence(utterance, style)).toBe(sentence)
  })
  test('English', () => {
    expect(englishSentence(call('A001', 12))).toBe('Ticket A zero zero one, please go to counter twelve')
    expect(englishSentence(room('A1', '调解室', 'mediation room'))).toContain('please go to mediation room')
    expect(englishSentence(room('A1', '调解室', null))).toBeNull()
  })
})

const spoken = (result: ReturnType<typeof speechParts>) =>
  result.ok ? result.value.map((part) => (part.kind === 'clip' ? part.text : part.kind)) : result.error

describe('pieces of a pack', () => {
  test('the longest are taken, the sentence is said twice after the chime', () => {
    const once = ['请', 'A', '零', '一', '号', '到', '三', '号窗口办理']
    expect(spoken(speechParts(call('A01', 3), usualStyle, pack(small)))).toEqual([
      'chime',
      'pause',
      ...once,
      'pause',
      ...once,
    ])
  })
  test('a room with a recording of its own needs no putting together', () => {
    const parts = spoken(speechParts(room('A1', '第一调解室', null), usualStyle, pack(small)))
    expect(parts).toContain('第一调解室')
    expect(spoken(speechParts(room('A1', '第二调解室', null), usualStyle, pack(small)))).toContain('调解室')
  })
  test('what the pack cannot say is named; English it cannot say is left out', () => {
    expect(speechParts(room('A1', '茶室', null), usualStyle, pack(small))).toEqual({ ok: false, error: '茶' })
    const style = { ...usualStyle, times: 1, also: ['en' as const] }
    const english = 'Ticket/please go to counter/A/one/three'
    expect(spoken(speechParts(call('A1', 3), style, pack(small, english)))).toContain('please go to counter')
    expect(spoken(speechParts(call('A1', 2), style, pack(small, english)))).not.toContain('Ticket')
  })
  test('沪语 is said where a pack has it, without a chime where none is wanted', () => {
    const style = { ...usualStyle, times: 1, chime: false, also: ['wuu' as const] }
    const mandarin = ['请', 'A', '一', '号', '到', '三', '号窗口办理']
    expect(spoken(speechParts(call('A1', 3), style, pack(small)))).toEqual(mandarin)
    const both = { ...pack(small), wuu: new Set(['请', 'A', '一', '号到', '三号窗口', '办理']) }
    expect(spoken(speechParts(call('A1', 3), style, both))).toEqual([
      ...[...mandarin, 'pause'],
      ...['请', 'A', '一', '号到', '三号窗口', '办理'],
    ])
  })
  test('together are the sentence, whatever the ticket and the counter', () => {
    const number = fc.tuple(fc.constantFrom('A', 'Z'), fc.nat(999)).map(([a, n]) => `${a}${n}`)
    const all = pack(`${small} Z 四 五 六 七 八 九`)
    fc.assert(
      fc.property(number, fc.integer({ min: 1, max: 999 }), (ticket, counter) => {
        const style = { ...usualStyle, times: 1 }
        const result = speechParts(call(ticket, counter), style, all)
        const said = result.ok ? result.value.map((part) => (part.kind === 'clip' ? part.text : '')) : []
        expect(said.join('')).toBe(chineseSentence(call(ticket, counter), style))
      }),
    )
  })
})
