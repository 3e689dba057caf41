import { expect, test } from 'vitest'
import type { Medium } from '#domain'
import { draftFaults, draftOf, mediumOf, momentOf, momentText, moved } from './medium_draft.ts'

const shanghai = 480
const medium: Medium = {
  id: 'M1',
  title: { zh: '宪法宣传周', en: 'Constitution week' },
  kind: 'picture',
  bytes: 1,
  sha256: '0'.repeat(64),
  priority: 'city',
  validFrom: Date.parse('2026-12-01T09:00:00+08:00'),
  validUntil: Date.parse('2026-12-08T00:00:00+08:00'),
  daily: { from: '09:00', to: '17:00' },
  order: 3,
  enabled: true,
}
const draft = draftOf(medium, shanghai)

test('a medium becomes a draft in the hours of the hall, and the same medium again', () => {
  expect(draft).toMatchObject({ validFrom: '2026-12-01 09:00', validUntil: '2026-12-08 00:00' })
  expect(mediumOf(medium, draft, shanghai)).toEqual(medium)
  expect(draftFaults(medium, draft, shanghai).size).toBe(0)
})

test('what is left empty is for good and all day', () => {
  const open = { ...draft, validUntil: '', dailyFrom: '', dailyTo: '' }
  expect(draftFaults(medium, open, shanghai).size).toBe(0)
  expect(mediumOf(medium, open, shanghai)).toEqual({ ...medium, validUntil: null, daily: null })
})

test.each([
  [{ validFrom: 'tomorrow' }, 'validFrom', 'format'],
  [{ validFrom: '2026-02-30 09:00' }, 'validFrom', 'format'],
  [{ validUntil: '2026-12-01 08:59' }, 'validUntil', 'range'],
  [{ dailyTo: '' }, 'dailyTo', 'format'],
  [{ dailyFrom: '9:00' }, 'dailyFrom', 'format'],
  [{ title: { zh: '', en: 'x' } }, 'title.zh', 'empty'],
])('%j is told as a fault of %s', (part, path, fault) => {
  expect(draftFaults(medium, { ...draft, ...part }, shanghai).get(path)).toBe(fault)
})

test('times are written and read in the same zone', () => {
  expect(momentText(0, shanghai)).toBe('1970-01-01 08:00')
  expect(momentOf('1970-01-01 08:00', shanghai)).toBe(0)
  expect(momentOf('1970-01-01 24:00', shanghai)).toBeNull()
})

test('a medium changes places with its neighbour, never with one of another level', () => {
  const list = [
    { ...medium, id: 'a', order: 0 },
    { ...medium, id: 'b', order: 0 },
    { ...medium, id: 'c', order: 7, priority: 'own' as const },
  ]
  expect(moved(list, 'b', -1).map(({ id, order }) => `${id} ${order}`)).toEqual(['a 1', 'c 2'])
  expect(moved(list, 'b', 1)).toEqual([])
  expect(moved(list, 'a', -1)).toEqual([])
})
