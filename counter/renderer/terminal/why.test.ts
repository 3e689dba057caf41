import { describe, expect, it } from 'vitest'
import type { Explanation } from '#domain'
import { pressGuard, samePressMs } from './press_guard.ts'
import { whyCalled } from './why.ts'
import { elapsedText, minutesText, waitedText } from './wording.ts'

const why: Explanation = {
  rule: 'dispatch',
  band: 'D',
  score: 12,
  waitedMinutes: 12.4,
  targetMinutes: 30,
  priority: 'normal',
  candidates: 4,
  runnerUp: { number: 'A007', band: 'D', score: 8 },
  reason: null,
  policyVersion: 3,
}

describe('called because', () => {
  it('says turn, wait, how many and who is next', () => {
    const said = whyCalled(why, 'zh-CN')
    expect(said).toContain('已等 12 分钟')
    expect(said).toContain('4 位')
    expect(said).toContain('A007')
    expect(said).toContain('第 3 版')
  })
  it('names the promise when it was broken, in both languages', () => {
    const overdue = { ...why, band: 'B', waitedMinutes: 42 } as const
    expect(whyCalled(overdue, 'zh-CN')).toContain('超过 30 分钟')
    expect(whyCalled(overdue, 'en')).toContain('over the promised 30 min')
  })
  it('names a condition of the counter and whom a conflict of interest passes over', () => {
    const said = { ...why, rule: 'condition', avoided: ['A003', 'C001'] } as const
    expect(whyCalled(said, 'zh-CN')).toContain('条件')
    expect(whyCalled(said, 'zh-CN')).toContain('A003、C001 依照回避规定')
    expect(whyCalled(said, 'en')).toContain('A condition of this counter')
  })
  it('gives the reason of a special call and names a priority', () => {
    const special = { ...why, rule: 'by-number', band: 'A', reason: '行动不便' } as const
    expect(whyCalled(special, 'zh-CN')).toContain('行动不便')
    expect(whyCalled({ ...why, priority: 'elderly' }, 'en')).toContain('Older person')
  })
})

describe('clocks and minutes', () => {
  it('run on past the hour and never below zero', () => {
    expect([elapsedText(-5), elapsedText(65_000), elapsedText(3_725_000)]).toEqual([
      '00:00',
      '01:05',
      '1:02:05',
    ])
  })
  it('never say zero minutes', () => {
    expect([minutesText(0.5, 'zh-CN'), minutesText(7.9, 'en'), waitedText(0, 'en')]).toEqual([
      '不到 1 分钟',
      '7 min',
      'just begun to wait',
    ])
  })
})

describe('a bouncing key', () => {
  it('is one press, another key is another', () => {
    let now = 0
    const fresh = pressGuard(() => now)
    expect(fresh('finish')).toBe(true)
    now += samePressMs - 1
    expect(fresh('finish')).toBe(false)
    expect(fresh('hold')).toBe(true)
    now += samePressMs
    expect(fresh('hold')).toBe(true)
  })
})
