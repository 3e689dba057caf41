import { expect, test } from 'vitest'
import { deviceTone, deviceWords, enrolRoles, familyTerm } from './device_terms.ts'

test('a fault says its reason; an unknown one still says that it is one', () => {
  expect(deviceWords({ state: 'faulted', reason: 'paper-end' }).zh).toContain('缺纸')
  expect(deviceWords({ state: 'ready', reason: 'paper-end' }).zh).toBe('正常')
  expect(deviceWords({ state: 'faulted', reason: 'gremlin' })).toEqual({
    zh: '故障（gremlin）',
    en: 'Fault (gremlin)',
  })
  expect(deviceWords({ state: 'absent', reason: null }).en).toBe('Not connected')
})

test('only trouble is loud', () => {
  expect(
    ['ready', 'degraded', 'faulted', 'absent', 'connecting'].map((s) => deviceTone(s as 'ready')),
  ).toEqual(['good', 'trouble', 'trouble', 'off', 'off'])
  expect(familyTerm('id-card').en).toBe('ID card reader')
  expect(enrolRoles).toContain('pad')
})
