import { expect, test } from 'vitest'
import {
  at,
  counter,
  granted,
  guide,
  type Hall,
  issuing,
  manager,
  minute,
  next,
  openHall,
  refusalOf,
  service,
  system,
  take,
  ticketNow,
} from '../hall.fixture.ts'
import { nextOpening, openHours } from '../hours.ts'
import { liveCounter } from '../state.ts'
import { isPauseAlarm } from '../views/counter.ts'

function serve(hall: Hall, given: Parameters<typeof take>[1] = {}) {
  const ticket = take(hall, given)
  granted(at(hall, 'c1', next))
  granted(at(hall, 'c1', { type: 'arrive' }))
  return ticket
}

test('a visit of several services: the next leg here and now, and it can be taken back', () => {
  const hall = openHall()
  const { id } = serve(hall)
  hall.now += 5 * minute
  granted(at(hall, 'c1', { type: 'next-service', serviceId: 'aid', stays: true, outcome: 'done' }))
  expect(ticketNow(hall, id)).toMatchObject({
    state: 'SERVING',
    leg: { index: 1, serviceId: 'aid', counterId: 'c1' },
    pastLegs: [{ serviceId: 'consult', outcome: 'done' }],
  })
  expect(liveCounter(hall.state, 'c1').rating).toBeNull()
  granted(at(hall, 'c1', { type: 'undo' }))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'SERVING', leg: { index: 0 }, pastLegs: [] })
})

test('or back in the queue by its take time, and the leg before is rated', () => {
  const hall = openHall(['c1', 'r1'])
  const { id } = serve(hall)
  const later = take(hall, { serviceId: 'mediate' })
  hall.now += 5 * minute
  granted(at(hall, 'c1', { type: 'next-service', serviceId: 'mediate', stays: false, outcome: 'done' }))
  expect(liveCounter(hall.state, 'c1')).toMatchObject({ currentTicketId: null, rating: { leg: 0 } })
  granted(at(hall, 'r1', next))
  expect(ticketNow(hall, id).state).toBe('CALLED')
  expect(ticketNow(hall, later.id).state).toBe('WAITING')
})

test('held until a document is ready, and nothing else is said to be', () => {
  const hall = openHall()
  const { id } = serve(hall)
  granted(at(hall, 'c1', { type: 'hold', scope: 'any', until: null, reason: '', awaits: 'document' }))
  granted(hall.run({ type: 'document-ready', ticketId: id }, guide))
  expect(ticketNow(hall, id)).toMatchObject({ state: 'WAITING', awaits: null, priority: 'returned' })
  expect(refusalOf(hall.run({ type: 'document-ready', ticketId: id }, guide))).toBe('ticket-state')
})

test('a held number is sent on beside the one that is served', () => {
  const hall = openHall()
  const held = serve(hall)
  granted(at(hall, 'c1', { type: 'hold', scope: 'me', until: null, reason: '' }))
  const present = serve(hall)
  const target = {
    toCounterId: null,
    staffId: null,
    position: 'taken',
    noteRef: null,
    returnToMe: false,
  } as const
  granted(at(hall, 'c1', { type: 'transfer', serviceId: 'mediate', ...target, ticketId: held.id }))
  expect(ticketNow(hall, held.id)).toMatchObject({ state: 'WAITING', leg: { serviceId: 'mediate' } })
  expect(liveCounter(hall.state, 'c1').currentTicketId).toBe(present.id)
  granted(at(hall, 'c1', { type: 'undo' }))
  expect(ticketNow(hall, held.id).state).toBe('HELD')
  expect(liveCounter(hall.state, 'c1').currentTicketId).toBe(present.id)
})

test('who goes away before being called has walked out', () => {
  const hall = openHall()
  const { id } = take(hall)
  granted(hall.run({ type: 'walk-out', ticketId: id }, guide))
  expect(ticketNow(hall, id).state).toBe('WALKED_OUT')
  expect(hall.state.waiting.get('consult')).toBe(0)
})

test('a class is granted when the certificate was seen, with a reason', () => {
  const hall = openHall()
  const { id } = take(hall)
  const grant = (reason: string) =>
    hall.run({ type: 'grant-priority', ticketId: id, priority: 'disabled', reason }, guide)
  expect(refusalOf(grant(' '))).toBe('reason-required')
  granted(grant('certificate seen'))
  expect(ticketNow(hall, id).priority).toBe('disabled')
})

test('who is barred gets no number until then', () => {
  const hall = openHall()
  const { id } = take(hall, { personRef: 'p1' })
  const until = hall.now + 60 * minute
  const past = { type: 'bar', ticketId: id, until: hall.now, reason: 'too late' } as const
  expect(hall.run(past, manager)).toMatchObject({ error: { code: 'invalid', detail: { field: 'until' } } })
  granted(hall.run({ type: 'bar', ticketId: id, until, reason: 'numbers traded' }, manager))
  expect(refusalOf(hall.run(issuing({ personRef: 'p1', serviceId: 'aid' }), guide))).toBe('barred')
  hall.now = until + 1
  expect(refusalOf(hall.run(issuing({ personRef: 'p1', serviceId: 'aid' }), guide))).toBe('granted')
})

test('agents and groups: who acts is kept apart, one number for several', () => {
  const hall = openHall()
  const ticket = take(hall, { personRef: 'p1', agentRef: 'p2', groupSize: 4 })
  expect(ticket).toMatchObject({ personRef: 'p1', agentRef: 'p2', groupSize: 4 })
  expect(refusalOf(hall.run(issuing({ groupSize: 100 }), guide))).toBe('invalid')
})

test('a service may have rules of its own', () => {
  const hall = openHall()
  const strict = { ...service('consult', 'A'), rules: { recallLimit: 0, absentAfterSeconds: 300 } }
  granted(hall.run({ type: 'save-service', service: strict }, system))
  take(hall)
  granted(at(hall, 'c1', next))
  hall.now += minute
  expect(refusalOf(at(hall, 'c1', { type: 'recall' }))).toBe('recall-limit')
})

const halves = [
  { days: [1, 2, 3, 4, 5], from: '09:00', to: '11:30', quota: null },
  { days: [1, 2, 3, 4, 5], from: '13:00', to: '17:00', quota: null },
]
const sharp = (hall: Hall) =>
  granted(hall.run({ type: 'save-service', service: { ...service('consult', 'A'), hours: halves } }, system))

test('no numbers just before a break, unless the estimate fits; a counter on duty keeps it open', () => {
  const hall = openHall(['c1'], { hours: 'service' })
  sharp(hall)
  hall.now += 80 * minute
  granted(hall.run(issuing(), guide))
  // One waits for the only counter: ten minutes until the break are too short for another.
  expect(refusalOf(hall.run(issuing(), guide))).toBe('service-closed')
  const duty = { ...counter('c1', ['consult', 'aid'], 's1'), middayDuty: true }
  granted(hall.run({ type: 'save-counter', counter: duty }, system))
  expect(refusalOf(hall.run(issuing(), guide))).toBe('granted')
  hall.now += 30 * minute
  expect(refusalOf(hall.run(issuing(), guide))).toBe('granted')
})

test('with no counter open nobody can say that a number still fits before the break', () => {
  const hall = openHall([], { hours: 'service' })
  sharp(hall)
  hall.now += 80 * minute
  expect(refusalOf(hall.run(issuing(), guide))).toBe('service-closed')
})

test('served after hours is said so', () => {
  const hall = openHall(['c1'], { hours: 'service' })
  const { id } = take(hall)
  hall.now += 8 * 60 * minute
  granted(at(hall, 'c1', next))
  expect(ticketNow(hall, id).leg.afterHours).toBe(true)
})

test('holidays are closed and make-up days have the hours of a weekday', () => {
  const { policy } = openHall([], {
    hours: 'service',
    closedDates: ['2026-01-06'],
    makeUpDates: [{ date: '2026-01-10', weekday: 2 }],
  }).state
  const usual = service('consult', 'A')
  const day = (date: string) => openHours(usual, policy, Date.parse(`2026-01-${date}T02:00:00Z`)) !== null
  expect(['05', '06', '10', '11'].map(day)).toEqual([true, false, true, false])
  expect(nextOpening(usual, policy, Date.parse('2026-01-05T12:00:00Z'))).toEqual({ inDays: 2, from: '09:00' })
})

test('a condition of a counter comes before the ordinary order, not before what is overdue', () => {
  const hall = openHall()
  const conditions = [{ serviceId: 'aid', overMinutes: 5, callServiceId: 'aid' }]
  const profile = { ...counter('c1', ['consult', 'aid'], 's1'), conditions }
  granted(hall.run({ type: 'save-counter', counter: profile }, system))
  take(hall, { claims: ['military'] })
  take(hall, { serviceId: 'aid' })
  hall.now += 6 * minute
  const [called] = granted(at(hall, 'c1', next))
  expect(called).toMatchObject({ data: { why: { rule: 'condition' } } })
  expect(liveCounter(hall.state, 'c1').lastCall?.why.runnerUp?.number).toBe('A001')
})

test('a long pause is an alarm, told once, whatever reason it is given meanwhile', () => {
  const hall = openHall()
  granted(at(hall, 'c1', { type: 'pause', reason: 'meeting' }))
  hall.now += 15 * minute
  expect(granted(hall.run({ type: 'tick' }, system))).toEqual([])
  granted(at(hall, 'c1', { type: 'pause', reason: 'break' }))
  hall.now += minute
  const [alarm, ...rest] = granted(hall.run({ type: 'tick' }, system))
  expect(alarm).toMatchObject({
    type: 'PauseOverrun',
    data: { counterId: 'c1', staffId: 's1', reason: 'break' },
  })
  expect(rest).toEqual([])
  hall.now += minute
  expect(granted(hall.run({ type: 'tick' }, system))).toEqual([])
  expect(isPauseAlarm(hall.state, 'c1', hall.now)).toBe(true)
  granted(at(hall, 'c1', { type: 'unpause' }))
  granted(at(hall, 'c1', { type: 'pause', reason: 'break' }))
  expect(isPauseAlarm(hall.state, 'c1', hall.now)).toBe(false)
})

test('a policy of an older version gets the defaults of what it did not know', () => {
  const hall = openHall()
  const { putOffMinutes: _, closedDates: __, ...old } = hall.state.policy
  const site = hall.state.site
  if (site === null) throw new Error('no site')
  granted(hall.run({ type: 'configure', site, policy: old as typeof hall.state.policy }, system))
  expect(hall.state.policy).toMatchObject({ putOffMinutes: 5, closedDates: [] })
})
