import { expect, test } from 'vitest'
import type { CounterCommand } from '../commands.ts'
import { at, granted, next, openHall, refusalOf, take } from '../hall.fixture.ts'
import { liveCounter } from '../state.ts'
import { stranded } from '../views/stranded.ts'

const arrive: CounterCommand = { type: 'arrive' }
const finish: CounterCommand = { type: 'finish', outcome: 'done' }
const side = (side: string) => ({ party: { matterRef: 'dispute-7', side } })

test('the opposite party is never given to the adviser of the other side, and the call says so', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall, side('applicant'))
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  const opposite = take(hall, side('respondent'))
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  const byNumber: CounterCommand = { type: 'call-number', number: opposite.number, reason: 'asked' }
  expect(refusalOf(at(hall, 'c1', byNumber))).toBe('recused')
  const stranger = take(hall)
  granted(at(hall, 'c1', next))
  expect(liveCounter(hall.state, 'c1')).toMatchObject({
    currentTicketId: stranger.id,
    lastCall: { why: { avoided: [opposite.number] } },
  })
  granted(at(hall, 'c2', next))
  expect(liveCounter(hall.state, 'c2').currentTicketId).toBe(opposite.id)
  const over: CounterCommand = {
    type: 'transfer',
    serviceId: null,
    toCounterId: null,
    staffId: 's1',
    position: 'taken',
    noteRef: null,
    returnToMe: false,
  }
  expect(refusalOf(at(hall, 'c2', over))).toBe('recused')
})

test('the same side comes back to its adviser; a call taken back before anybody sat down binds nobody', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall, side('applicant'))
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', { type: 'undo' }))
  expect(hall.state.matters.get('dispute-7')).toBeUndefined()
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  take(hall, side('applicant'))
  granted(at(hall, 'c1', next))
})

test('who declared a conflict is kept from both sides of that matter', () => {
  const hall = openHall(['c1', 'c2'])
  take(hall, side('applicant'))
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'recuse', reason: 'kin' }))
  take(hall, side('respondent'))
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  granted(at(hall, 'c2', next))
})

test('the matter outlives the day', () => {
  const hall = openHall(['c1'])
  take(hall, side('applicant'))
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', arrive))
  granted(at(hall, 'c1', finish))
  hall.now += 24 * 60 * 60_000
  granted(hall.run({ type: 'tick' }, { kind: 'system' }))
  granted(at(hall, 'c1', { type: 'open', staffId: null }))
  take(hall, side('respondent'))
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
})

test('with the only counter recused, a number waits for somebody else, and the manager is shown it', () => {
  const hall = openHall(['c1'])
  const { id } = take(hall, { serviceId: 'aid' })
  granted(at(hall, 'c1', next))
  expect(stranded(hall.state, hall.now)).toEqual([])
  granted(at(hall, 'c1', { type: 'recuse', reason: 'kin' }))
  expect(refusalOf(at(hall, 'c1', next))).toBe('queue-empty')
  expect(stranded(hall.state, hall.now).map((ticket) => ticket.id)).toEqual([id])
  // The room helps with this service once somebody has waited for too long.
  granted(at(hall, 'r1', { type: 'open', staffId: null }))
  expect(stranded(hall.state, hall.now)).toEqual([])
})
