import { expect, test } from 'vitest'
import { term } from '#ui'
import { ticketIdOf } from './ticket_path.ts'
import { adviceFor, phoneWords, placeTerm } from './ticket_words.ts'

test('the id is the last part of the path, and only an id', () => {
  expect(ticketIdOf('/t/01ARZ3NDEKTSV4RRFFQ69G5FAV')).toBe('01ARZ3NDEKTSV4RRFFQ69G5FAV')
  expect(ticketIdOf('/t/01ARZ/')).toBe('01ARZ')
  for (const path of ['/t/', '/t/a/b', '/t/%3Cscript%3E', '/x/01ARZ']) expect(ticketIdOf(path)).toBeNull()
})

test('every state has its advice, a missed call leads to the guide desk', () => {
  const over = adviceFor('VOID')
  for (const state of ['ISSUING', 'WAITING', 'CALLED', 'SERVING', 'HELD', 'MISSED', 'DONE']) {
    expect(adviceFor(state)).not.toEqual(over)
  }
  expect(adviceFor('MISSED').zh).toContain('导服台')
  expect(adviceFor('EXPIRED')).toEqual(over)
})

test('a counter is called by its name, else by its number, else by the board', () => {
  expect(placeTerm(null, undefined)).toBeNull()
  expect(placeTerm('R1', term('第一调解室', 'Mediation room 1'))?.zh).toBe('第一调解室')
  expect(placeTerm('3', undefined)).toEqual({ zh: '3号窗口', en: 'Counter 3' })
  expect(placeTerm('R1', undefined)?.zh).toContain('叫号屏')
})

test('every word is there in both languages', () => {
  for (const { zh, en } of Object.values(phoneWords)) {
    expect(zh).toMatch(/\p{Script=Han}/u)
    expect(en).toMatch(/^[\x20-\x7e]+$/)
  }
})
