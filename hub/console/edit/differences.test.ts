import { expect, test } from 'vitest'
import { differences, type ValueWords, valueText } from './differences.ts'

const words: ValueWords = {
  nothing: '（空）',
  yes: '是',
  no: '否',
  nameOf: (value) => (value === 'LC' ? '法律咨询' : value),
  special: (value) => ('from' in value ? '08:30 起' : null),
}
const labels = { name: '名称', quota: '限额', enabled: '启用', serviceIds: '业务' }
const record = { name: { zh: '公证', en: 'Notary' }, quota: null, enabled: true, serviceIds: ['LC'] }

test('only what changed, in the order of the labels, in words', () => {
  const after = { ...record, enabled: false, name: { zh: '公证处', en: 'Notary' } }
  expect(differences(record, after, labels, words)).toEqual([
    { label: '名称', before: '公证 · Notary', after: '公证处 · Notary' },
    { label: '启用', before: '是', after: '否' },
  ])
  expect(differences(record, { ...record, serviceIds: ['LC'] }, labels, words)).toEqual([])
  const bare: { serviceIds?: string[] } = {}
  expect(differences(bare, { serviceIds: [] }, { serviceIds: '业务' }, words)).toEqual([])
})

test('a new record differs in everything it says', () => {
  expect(differences(null, record, labels, words).map((each) => each.label)).toEqual(Object.values(labels))
})

test('values read as a person would say them', () => {
  expect(valueText(['LC', 'X'], words)).toBe('法律咨询\nX')
  expect(valueText([], words)).toBe('（空）')
  expect(valueText(0, words)).toBe('0')
  expect(valueText({ from: '08:30' }, words)).toBe('08:30 起')
})

test('of a long list only the lines that changed', () => {
  const before = { lines: ['a', 'b', 'c', 'd'] }
  const labels = { lines: '行' }
  expect(differences(before, { lines: ['a', 'x', 'c', 'd'] }, labels, words)).toEqual([
    { label: '行', before: 'b', after: 'x' },
  ])
  expect(differences(before, { lines: ['a', 'b'] }, labels, words)).toEqual([
    { label: '行', before: 'a\nb\nc\nd', after: 'a\nb' },
  ])
})
