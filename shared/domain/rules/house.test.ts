import { expect, test } from 'vitest'
import type { Command } from '../commands.ts'
import {
  counter,
  granted,
  type Hall,
  issuing,
  kiosk,
  minute,
  openHall,
  refusalOf,
  service,
  site,
  staff,
  system,
  take,
  terminal,
} from '../hall.fixture.ts'
import type { Policy } from '../policy.ts'
import { dayFigures } from '../views/day_figures.ts'

const save = (hall: Hall, id: string, given: object) =>
  hall.run({ type: 'save-counter', counter: { ...counter(id, ['consult'], null), ...given } }, system)

test('an address on the line belongs to one sign', () => {
  const hall = openHall()
  granted(save(hall, 'c1', { signAddress: 7 }))
  granted(save(hall, 'c1', { signAddress: 7 }))
  expect(save(hall, 'c2', { signAddress: 7 })).toMatchObject({
    error: { code: 'sign-address-taken', detail: { counterId: 'c1' } },
  })
  granted(save(hall, 'c2', { signAddress: 8 }))
})

test('a counter is not put out of use while somebody works or is served there', () => {
  const hall = openHall(['c1'])
  take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  expect(save(hall, 'c1', { enabled: false })).toMatchObject({
    error: { code: 'counter-in-use', detail: { number: 'A001' } },
  })
  granted(hall.run({ type: 'left', counterId: 'c1' }, terminal('c1')))
  expect(refusalOf(save(hall, 'c1', { enabled: false }))).toBe('counter-in-use')
  granted(hall.run({ type: 'close', counterId: 'c1' }, terminal('c1')))
  granted(save(hall, 'c1', { enabled: false }))
})

test('who is put out of use leaves a free counter, and calls nobody more at one where somebody is served', () => {
  const hall = openHall(['c1', 'c2'])
  const at = (command: object) => hall.run({ counterId: 'c1', ...command } as Command, terminal('c1'))
  take(hall)
  take(hall)
  granted(at({ type: 'call-next', finishCurrent: null }))
  granted(at({ type: 'arrive' }))
  for (const id of ['s1', 's2'])
    granted(hall.run({ type: 'save-staff', staff: { ...staff(id), enabled: false } }, system))
  expect([...hall.state.counterLive].map(([id, { staffId }]) => [id, staffId])).toEqual([
    ['c1', 's1'],
    ['c2', null],
  ])
  expect(refusalOf(at({ type: 'call-next', finishCurrent: 'done' }))).toBe('staff-unknown')
  granted(at({ type: 'finish', outcome: 'done' }))
  expect(refusalOf(at({ type: 'call-number', number: 'A002', reason: 'asked' }))).toBe('staff-unknown')
  granted(at({ type: 'close' }))
})

test('somebody must be left who can manage the centre', () => {
  const hall = openHall()
  const save = (id: string, given: object) =>
    hall.run({ type: 'save-staff', staff: { ...staff(id), roles: ['manager'], ...given } }, system)
  granted(save('s1', {}))
  expect(refusalOf(save('s1', { enabled: false }))).toBe('last-manager')
  expect(refusalOf(save('s1', { roles: ['counter'] }))).toBe('last-manager')
  granted(save('s1', { roles: ['admin'] }))
  granted(save('s2', {}))
  granted(save('s1', { enabled: false }))
  expect(refusalOf(save('s2', { roles: [] }))).toBe('last-manager')
})

test('hours end after they begin, and no two share a minute of a day', () => {
  const hall = openHall()
  const save = (...hours: readonly (readonly [readonly number[], string, string])[]) =>
    hall.run(
      {
        type: 'save-service',
        service: service('consult', 'A', {
          hours: hours.map(([days, from, to]) => ({ days, from, to, quota: null })),
        }),
      },
      system,
    )
  granted(save([[1, 2], '09:00', '12:00'], [[1], '12:00', '24:00'], [[3], '10:00', '11:00']))
  const field = (given: ReturnType<typeof save>) => (given.ok ? null : given.error.detail.field)
  expect(field(save([[1], '17:00', '09:00']))).toBe('hours.0.to')
  expect(field(save([[1], '09:00', '09:00']))).toBe('hours.0.to')
  expect(field(save([[1], '09:00', '24:30']))).toBe('hours.0.to')
  expect(field(save([[1, 2], '09:00', '12:00'], [[2, 3], '11:59', '13:00']))).toBe('hours.1.to')
})

const configure = (policy: Policy): Command => ({ type: 'configure', site, policy })

test('changed rules are a new version; an old draft does not overwrite them', () => {
  const hall = openHall()
  const before = hall.state.policy
  granted(hall.run(configure(before), system))
  expect(hall.state.policy.version).toBe(before.version)
  granted(hall.run(configure({ ...before, recallLimit: 5 }), system))
  expect(hall.state.policy).toMatchObject({ recallLimit: 5, version: before.version + 1 })
  expect(refusalOf(hall.run(configure({ ...before, recallLimit: 1 }), system))).toBe('policy-stale')
  granted(hall.run(configure({ ...before, recallLimit: 2, version: Number.MAX_SAFE_INTEGER }), system))
  expect(hall.state.policy.version).toBe(before.version + 2)
})

test('events that depend on the rules name the version they were decided under', () => {
  const hall = openHall(['c1'], { version: 7 })
  const at = (command: object) =>
    granted(hall.run({ counterId: 'c1', ...command } as Command, terminal('c1')))
  const { id } = take(hall)
  const booking = { serviceId: 'consult', slotAt: hall.now + 15 * minute, personRef: null, agentRef: null }
  granted(hall.run({ type: 'book', ...booking }, system))
  granted(hall.run(issuing({ channel: 'kiosk', delivery: 'print' }), kiosk))
  at({ type: 'call-next', finishCurrent: null })
  hall.now += minute
  at({ type: 'recall' })
  at({ type: 'absent' })
  at({ type: 'undo' })
  at({ type: 'absent' })
  granted(hall.run({ type: 'reactivate', ticketId: id }, kiosk))
  at({ type: 'pause', reason: 'break' })
  hall.now += 60 * minute
  granted(hall.run({ type: 'tick' }, system))
  const seen = new Map(
    hall.log.map(({ type, data }) => [type, 'policyVersion' in data ? data.policyVersion : null]),
  )
  const dependent = [
    'TicketIssued',
    'TicketCalled',
    'TicketRecalled',
    'TicketMissed',
    'TransitionUndone',
    'TicketReactivated',
    'TicketPrintUnknown',
    'BookingMade',
    'BookingMissed',
    'PauseOverrun',
  ] as const
  for (const type of dependent) expect([type, seen.get(type)]).toEqual([type, 7])
  expect(seen.get('CounterPaused')).toBeNull()
})

test('a service is helped with once its oldest wait passes its own limit, not its target', () => {
  const hall = openHall(['c1', 'r1'])
  const aid = hall.state.services.get('aid')
  if (aid === undefined) throw new Error('no aid')
  const call = () => hall.run({ type: 'call-next', counterId: 'r1', finishCurrent: null }, terminal('r1'))
  granted(hall.run({ type: 'save-service', service: { ...aid, rules: { overflowMinutes: 3 } } }, system))
  take(hall, { serviceId: 'aid' })
  take(hall, { serviceId: 'aid', claims: ['military'] })
  hall.now += 2 * minute
  expect(refusalOf(call())).toBe('queue-empty')
  hall.now += minute
  // The service joins in whole: the order inside it is the ordinary one.
  expect(granted(call())).toMatchObject([{ data: { why: { priority: 'military' } } }])
})

test('a ticket carried over is counted on the day it was called, once', () => {
  const hall = openHall(['c1'])
  const at = (command: object) =>
    granted(hall.run({ counterId: 'c1', ...command } as Command, terminal('c1')))
  take(hall, { serviceId: 'aid' })
  hall.now += 8 * minute
  at({ type: 'call-next', finishCurrent: null })
  at({ type: 'arrive' })
  expect(dayFigures(hall.state, null)).toMatchObject({ meanWaitMinutes: 8, served: 0 })
  hall.now += 24 * 60 * minute
  granted(hall.run({ type: 'tick' }, system))
  expect(dayFigures(hall.state, null)).toMatchObject({ meanWaitMinutes: null, served: 0 })
  at({ type: 'finish', outcome: 'done' })
  expect(dayFigures(hall.state, null)).toMatchObject({ meanWaitMinutes: null, served: 1 })
})
