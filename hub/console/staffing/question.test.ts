import { expect, test } from 'vitest'
import { type CounterConfig, closedCounter, emptyCentre } from '#domain'
import { choose, countersFor, firstQuestion, isComplete, queryOf } from './question.ts'

const counter = (id: string, serviceIds: string[], enabled = true): CounterConfig => ({
  id,
  kind: 'counter',
  name: { zh: id, en: id },
  serviceIds,
  zone: 'hall',
  signAddress: null,
  rosteredStaffId: null,
  enabled,
})

function centre() {
  const state = emptyCentre()
  for (const each of [counter('1', ['LC']), counter('2', ['LA']), counter('3', ['LC'], false)])
    state.counters.set(each.id, each)
  state.counterLive.set('1', { ...closedCounter, staffId: 's1' })
  return state
}

test('closed counters can be opened, open ones closed, and the choice follows', () => {
  const state = centre()
  const first = firstQuestion(state)
  expect(countersFor(state, first)).toEqual(['', '2'])
  const close = choose(state, first, { change: 'close' })
  expect(close).toMatchObject({ counterId: '1', serviceIds: ['LC'] })
  expect(countersFor(state, { over: 'day', change: 'close' })).toEqual(['1', '2'])
  expect(choose(state, first, { counterId: '2' }).serviceIds).toEqual(['LA'])
})

test('what is chosen by hand stays until the counter changes', () => {
  const state = centre()
  const chosen = choose(state, firstQuestion(state), { serviceIds: ['LC'] })
  expect(choose(state, chosen, { over: 'day' }).serviceIds).toEqual(['LC'])
  expect(choose(state, chosen, { counterId: '2' }).serviceIds).toEqual(['LA'])
})

test('a question is asked when it is whole, with what belongs to it', () => {
  const state = centre()
  const open = choose(state, firstQuestion(state), { counterId: '2' })
  expect(isComplete({ ...open, serviceIds: [] })).toBe(false)
  expect(queryOf(open)).toEqual({ over: 'now', change: 'open', counterId: '2', serviceIds: 'LA' })
  expect(queryOf({ ...open, counterId: '' })).toEqual({ over: 'now', change: 'open', serviceIds: 'LA' })
  const hours = { ...open, change: 'hours' as const, from: '10:00', to: '16:00' }
  expect(queryOf(hours)).toEqual({ over: 'now', change: 'hours', from: '10:00', to: '16:00' })
  expect(isComplete({ ...hours, to: '10:00' })).toBe(false)
  expect(queryOf({ ...open, change: 'close' })).toEqual({ over: 'now', change: 'close', counterId: '2' })
})
