import { expect, test } from 'vitest'
import { counterSchema, staffSchema } from '#protocol'
import { faultsOf, withFaults } from './faults.ts'

const counter = {
  id: '1',
  kind: 'counter',
  name: { zh: '1号窗口', en: 'Counter 1' },
  serviceIds: [],
  zone: 'hall',
  signAddress: 1,
  rosteredStaffId: null,
  enabled: true,
}

test('a good draft has none; each bad field says how it is bad', () => {
  expect(faultsOf(counterSchema, counter).size).toBe(0)
  const bad = { ...counter, id: '一', name: { zh: '', en: 'Counter 1' }, signAddress: 0 }
  expect(Object.fromEntries(faultsOf(counterSchema, bad))).toEqual({
    id: 'format',
    'name.zh': 'empty',
    signAddress: 'range',
  })
})

test('a list that must not be empty, and a rule of our own beside the schema', () => {
  const staff = {
    id: 's1',
    username: 'a.b',
    name: { zh: '甲', en: 'A' },
    post: { zh: '岗', en: 'Post' },
    personnel: 'employed',
    portrait: '',
    roles: [],
    enabled: true,
  }
  const faults = faultsOf(staffSchema, staff)
  expect(faults.get('roles')).toBe('empty')
  expect([...withFaults(faults, [['username', 'taken']]).keys()].sort()).toEqual(['roles', 'username'])
})
