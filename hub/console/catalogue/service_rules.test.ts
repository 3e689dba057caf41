import { expect, test } from 'vitest'
import { blankService, serviceFaults } from './service_rules.ts'

const word = { zh: '公证', en: 'Notary' }
const good = {
  ...blankService,
  id: 'NT',
  prefix: 'E',
  name: word,
  summary: word,
  audience: word,
  basis: word,
  timeLimit: word,
}

test('a full draft may be saved; letters that look like figures may not be used', () => {
  expect(serviceFaults(good, true, new Set(['LC'])).size).toBe(0)
  for (const prefix of ['I', 'O', 'e', '1'])
    expect(serviceFaults({ ...good, prefix }, false, new Set()).get('prefix')).toBe('format')
})

test('a new service needs an identifier of its own; an old one keeps its', () => {
  expect(serviceFaults(good, true, new Set(['NT'])).get('id')).toBe('taken')
  expect(serviceFaults(good, false, new Set(['NT'])).size).toBe(0)
})

test('hours are times of day', () => {
  const hours = [{ days: [1], from: '8:30', to: '11:45', quota: null }]
  expect(serviceFaults({ ...good, hours }, false, new Set()).get('hours.0.from')).toBe('format')
})
