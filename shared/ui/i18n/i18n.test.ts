import { expect, test } from 'vitest'
import { dictionary, type English, textOf } from './dictionary.ts'
import * as tables from './terms.ts'
import { firstChoices, useUi } from './ui_store.ts'
import {
  aheadText,
  clockText,
  counterText,
  dateText,
  dayText,
  isShortWait,
  queueText,
  staleText,
  waitingText,
  waitText,
} from './wording.ts'

const words = dictionary({
  'zh-CN': { greeting: '您好', ahead: (n: number) => `前面 ${n} 人` },
  en: { greeting: 'Hello', ahead: (n) => `${n} ahead` },
})

test('a dictionary speaks the chosen language', () => {
  expect(textOf(words, 'zh-CN').ahead(2)).toBe('前面 2 人')
  expect(textOf(words, 'en').greeting).toBe('Hello')
})

test('the English type has exactly the Chinese keys', () => {
  const chinese = { a: '甲', b: (n: number) => `${n}` }
  const whole = { a: 'A', b: (n: number) => `${n}` } satisfies English<typeof chinese>
  // @ts-expect-error a key is missing
  const lacking: English<typeof chinese> = { a: 'A' }
  // @ts-expect-error a key too many
  const excess: English<typeof chinese> = { ...whole, c: 'C' }
  expect(Object.keys(lacking)).not.toEqual(Object.keys(chinese))
  expect(Object.keys(whole)).toEqual(Object.keys(chinese))
  expect(excess.a).toBe('A')
})

test('every term has both languages, Chinese in Chinese and English in Latin letters', () => {
  const terms = Object.values(tables).flatMap((table) =>
    typeof table === 'object' ? Object.values(table) : [],
  )
  expect(terms.length).toBeGreaterThan(70)
  for (const word of terms) {
    expect(word.zh).toMatch(/\p{Script=Han}/u)
    expect(word.en).toMatch(/^[\x20-\x7e]+$/)
  }
})

test('no two terms of one table read the same', () => {
  for (const table of Object.values(tables)) {
    if (typeof table !== 'object') continue
    for (const language of ['zh', 'en'] as const) {
      const texts = Object.values(table).map((word) => word[language])
      expect(new Set(texts).size).toBe(texts.length)
    }
  }
})

test.each([
  [17, 22, '约 15–25 分钟', 'about 15–25 min'],
  [15, 15, '约 15 分钟', 'about 15 min'],
  [22, 17, '约 15–25 分钟', 'about 15–25 min'],
  [0, 3, '5 分钟以内', 'under 5 min'],
  [0, 0, '5 分钟以内', 'under 5 min'],
  [3, 8, '10 分钟以内', 'under 10 min'],
  [100, 118, '约 100–120 分钟', 'about 100–120 min'],
  [118, 140, '约 1.5–2.5 小时', 'about 1.5–2.5 hours'],
  [150, 200, '约 2.5–3.5 小时', 'about 2.5–3.5 hours'],
  [20, 70, '约 20–70 分钟，难以估准', 'about 20–70 min, hard to tell'],
  [500, 700, '8 小时以上', 'over 8 hours'],
])('wait of %d to %d minutes', (p50, p80, chinese, english) => {
  expect(waitText({ p50Minutes: p50, p80Minutes: p80 }, 'zh-CN')).toBe(chinese)
  expect(waitText({ p50Minutes: p50, p80Minutes: p80 }, 'en')).toBe(english)
})

test('time and date are those of Shanghai, whatever the machine thinks', () => {
  const at = Date.UTC(2026, 5, 2, 16, 5)
  expect(clockText(at)).toBe('00:05')
  expect(dateText(at, 'zh-CN')).toBe('2026年6月3日')
  expect(dateText(at, 'en')).toBe('3 June 2026')
  expect(dayText(at, 'zh-CN')).toBe('2026年6月3日 星期三')
  expect(dayText(at, 'en')).toBe('Wednesday, 3 June 2026')
  expect(staleText(at, 'zh-CN')).toBe('连接中断，00:05 的信息')
})

test('counters and places in the queue', () => {
  expect(counterText(3, 'en')).toBe('Counter 3')
  expect(aheadText(0, 'zh-CN')).toBe('前面无人等候')
  expect(aheadText(12, 'en')).toBe('12 ahead')
  expect(waitingText(0, 'zh-CN')).toBe('无人等候')
  expect(waitingText(3, 'zh-CN')).toBe('等候 3 人')
})

test('nobody waiting is no promise while the counters are busy with others', () => {
  const wait = (p50Minutes: number, p80Minutes: number) => ({ p50Minutes, p80Minutes })
  expect(queueText(0, wait(4, 9), 'zh-CN')).toBe('无人等候')
  expect(queueText(0, wait(36, 49), 'zh-CN')).toBe('无人等候 · 约 35–50 分钟')
  expect(queueText(2, wait(3, 4), 'en')).toBe('2 waiting · under 5 min')
  expect([isShortWait(0, wait(4, 4)), isShortWait(0, wait(5, 5)), isShortWait(1, wait(0, 0))]).toEqual([
    true,
    false,
    false,
  ])
})

test('with no counter open that is said, and when one opens if it is known', () => {
  const shut = (opensAt: string | null) => ({ p50Minutes: 0, p80Minutes: 0, unattended: { opensAt } })
  expect(queueText(0, shut(null), 'zh-CN')).toBe('无人等候 · 暂无窗口开放')
  expect(waitText(shut('13:00'), 'zh-CN')).toBe('暂无窗口开放，13:00 起办理')
  expect(waitText(shut('13:00'), 'en')).toBe('no counter open until 13:00')
})

test('reset forgets the choices of the person before', () => {
  const { setElder, setLocale, setVoice, reset } = useUi.getState()
  setElder(true)
  setVoice(true)
  setLocale('en')
  expect(useUi.getState()).toMatchObject({ locale: 'en', elder: true, voice: true })
  reset()
  expect(useUi.getState()).toMatchObject(firstChoices)
})
