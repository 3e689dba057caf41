import { expect, test } from 'vitest'
import { deviceAdvice, deviceTerm, deviceTone } from './device_terms.ts'

test('a fault says its reason and what to do; an unknown one still says that it is one', () => {
  expect(deviceAdvice({ state: 'faulted', reason: 'paper-end' })).toEqual({
    zh: '缺纸，请换纸卷',
    en: 'Out of paper: change the roll',
  })
  expect(deviceAdvice({ state: 'degraded', reason: 'nack' }).en).toBe('Refuses commands')
  expect(deviceAdvice({ state: 'ready', reason: 'paper-end' }).zh).toBe('正常')
  expect(deviceAdvice({ state: 'faulted', reason: 'gremlin' })).toEqual({
    zh: '故障（gremlin）',
    en: 'Fault (gremlin)',
  })
  expect(deviceAdvice({ state: 'absent', reason: null }).en).toBe('Not connected')
})

test('beside a device few words do, and none of the drivers own', () => {
  expect(deviceTerm({ state: 'faulted', reason: 'paper-end' }).zh).toBe('缺纸')
  expect(deviceTerm({ state: 'ready', reason: 'paper-end' }).zh).toBe('正常')
  expect(deviceTerm({ state: 'faulted', reason: 'gremlin' }).zh).toBe('故障')
})

test('only trouble is loud', () => {
  const states = ['ready', 'degraded', 'faulted', 'absent', 'connecting'] as const
  expect(states.map(deviceTone)).toEqual(['good', 'trouble', 'trouble', 'off', 'off'])
})
