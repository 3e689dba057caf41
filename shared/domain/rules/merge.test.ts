import { expect, test } from 'vitest'
import type { Actor } from '../commands.ts'
import {
  granted,
  type Hall,
  kiosk,
  manager,
  minute,
  openHall,
  refusalOf,
  system,
  take,
  terminal,
  ticketNow,
} from '../hall.fixture.ts'
import type { MergeCommand, OfflineCounterCommand, OfflineStep } from '../offline.ts'

const day = '2026-01-05'

function merge(
  hall: Hall,
  actor: Actor,
  occurredAt: number,
  step: OfflineStep,
  more: Partial<MergeCommand> = {},
) {
  const rest = { businessDay: day, online: null, insist: false, ...more }
  return hall.run({ type: 'merge-offline', occurredAt, step, ...rest }, actor)
}
const paper = (
  sequence: number,
  given: Partial<Extract<OfflineStep, { did: 'issue' }>> = {},
): OfflineStep => ({
  did: 'issue',
  ticketId: `off-${sequence}`,
  series: 'A',
  sequence,
  serviceId: 'consult',
  priority: 'normal',
  claims: [],
  personRef: null,
  delivery: 'spoken',
  ahead: 1,
  estimate: { p50Minutes: 5, p80Minutes: 10 },
  ...given,
})
const at = (counterId: string, number: string, command: OfflineCounterCommand): OfflineStep => ({
  did: 'counter',
  counterId,
  number,
  command,
})
const call = (number: string): OfflineCounterCommand => ({ type: 'call-number', number, reason: 'offline' })

/** A hall whose kiosk has leased numbers. */
function leasedHall(open: readonly string[] = ['c1', 'c2']): Hall {
  const hall = openHall(open)
  granted(hall.run({ type: 'lease-numbers' }, kiosk))
  return hall
}
const conflicts = (hall: Hall) => [...hall.state.conflicts.values()]

test('a number given while the hub was away stands in the queue by its true time', () => {
  const hall = leasedHall()
  const first = take(hall)
  const away = hall.now + minute
  hall.now += 10 * minute
  const last = take(hall)
  granted(merge(hall, kiosk, away, paper(980)))
  const ticket = ticketNow(hall, 'off-980')
  expect(ticket).toMatchObject({
    number: 'A980',
    state: 'WAITING',
    issuedAt: away,
    orderAt: away,
    offline: true,
  })
  const order = [first, ticket, last].map(({ number }) => number)
  const called = order.map(() => {
    granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: 'done' }, terminal('c1')))
    granted(hall.run({ type: 'arrive', counterId: 'c1' }, terminal('c1')))
    return hall.state.live.get(hall.state.counterLive.get('c1')?.currentTicketId ?? '')?.number
  })
  expect(called).toEqual(order)
  expect(take(hall).number).toBe('A003')
})

test('a clock that runs wrong is held between the lease and now', () => {
  const hall = leasedHall()
  const leasedAt = hall.now
  hall.now += 30 * minute
  granted(merge(hall, kiosk, 0, paper(980)))
  granted(merge(hall, kiosk, hall.now + 1e9, paper(981)))
  expect(ticketNow(hall, 'off-980').issuedAt).toBe(leasedAt)
  expect(ticketNow(hall, 'off-981').issuedAt).toBe(hall.now)
})

test('merged twice it is there once', () => {
  const hall = leasedHall()
  granted(merge(hall, kiosk, hall.now, paper(980)))
  expect(granted(merge(hall, kiosk, hall.now, paper(980)))).toEqual([])
})

test('the number the hub had made for the same press is given up for the one on paper', () => {
  const hall = leasedHall()
  const online = take(hall)
  const events = granted(merge(hall, kiosk, hall.now, paper(980), { online: { ticketId: online.id } }))
  expect(events.map(({ type }) => type)).toEqual(['TicketCancelled', 'TicketIssued'])
  expect(conflicts(hall)).toEqual([])
})

test('one that was called meanwhile is not given up: a person looks', () => {
  const hall = leasedHall()
  const online = take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  granted(merge(hall, kiosk, hall.now, paper(980), { online: { ticketId: online.id } }))
  expect(conflicts(hall)).toMatchObject([{ kind: 'second-ticket', number: 'A980' }])
})

test.each([
  ['number-not-leased', paper(500), {}, true],
  ['number-taken', paper(1), {}, false],
  ['second-ticket', paper(980, { personRef: 'p1' }), {}, true],
  ['day-over', paper(980), { businessDay: '2026-01-04' }, false],
  ['not-possible', paper(980, { serviceId: 'gone' }), {}, false],
] as const)('%s is noted, nothing is dropped', (kind, step, more, isIssued) => {
  const hall = leasedHall()
  take(hall, { personRef: 'p1' })
  granted(merge(hall, kiosk, hall.now, step, more))
  expect(conflicts(hall)).toMatchObject([{ kind, deviceId: 'kiosk-1', steps: [{ did: 'issue' }] }])
  const { ticketId } = step as Extract<OfflineStep, { did: 'issue' }>
  expect(hall.state.live.has(ticketId)).toBe(isIssued)
})

test('a leg ended while the hub was away has its true times', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  const [arrived, ended] = [hall.now + minute, hall.now + 6 * minute]
  hall.now += 60 * minute
  granted(merge(hall, terminal('c1'), arrived, at('c1', ticket.number, { type: 'arrive' })))
  granted(merge(hall, terminal('c1'), ended, at('c1', ticket.number, { type: 'finish', outcome: 'advised' })))
  expect(ticketNow(hall, ticket.id).leg).toMatchObject({
    arrivedAt: arrived,
    endedAt: ended,
    outcome: 'advised',
  })
  hall.run({ type: 'tick' }, system)
  expect(hall.state.ratings).toMatchObject([{ marks: null }])
  const marks = { overall: 5, attitude: 5, efficiency: 4, competence: 5 }
  const rating = {
    did: 'rate',
    counterId: 'c1',
    number: ticket.number,
    leg: 0,
    marks,
    reasons: [],
    commentRef: null,
  }
  granted(merge(hall, terminal('c1'), ended, rating as OfflineStep))
  expect(hall.state.ratings).toMatchObject([{ marks, at: ended }])
})

test('a call waits for the kiosk whose number it is, until it is told not to', () => {
  const hall = leasedHall()
  const step = at('c1', 'A980', call('A980'))
  expect(refusalOf(merge(hall, terminal('c1'), hall.now, step))).toBe('not-merged-yet')
  granted(merge(hall, kiosk, hall.now, paper(980)))
  granted(merge(hall, terminal('c1'), hall.now, step))
  expect(ticketNow(hall, 'off-980')).toMatchObject({ state: 'CALLED', leg: { counterId: 'c1' } })
  granted(merge(hall, terminal('c2'), hall.now, at('c2', 'A981', call('A981')), { insist: true }))
  expect(conflicts(hall)).toMatchObject([{ kind: 'number-unknown', number: 'A981' }])
})

test('a number called at two counters stays with the first; the second is one conflict, whatever it did', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  for (const counterId of ['c1', 'c2'])
    for (const command of [
      call(ticket.number),
      { type: 'arrive' },
      { type: 'finish', outcome: 'done' },
    ] as const) {
      hall.now += minute
      granted(merge(hall, terminal(counterId), hall.now, at(counterId, ticket.number, command)))
    }
  expect(ticketNow(hall, ticket.id)).toMatchObject({ state: 'DONE', leg: { counterId: 'c1' } })
  expect(conflicts(hall)).toMatchObject([
    {
      kind: 'called-twice',
      counterId: 'c2',
      steps: [{ did: 'call-number' }, { did: 'arrive' }, { did: 'finish' }],
    },
  ])
})

test('a ticket cancelled meanwhile is noted, and a person settles it once', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  granted(hall.run({ type: 'cancel', ticketId: ticket.id, reason: 'asked' }, manager))
  granted(merge(hall, terminal('c1'), hall.now, at('c1', ticket.number, call(ticket.number))))
  const [conflict] = conflicts(hall)
  expect(conflict).toMatchObject({ kind: 'ticket-ended', aboutTicketId: ticket.id })
  const settling = { type: 'settle-conflict', conflictId: conflict?.id ?? '' } as const
  granted(hall.run(settling, manager))
  expect(conflicts(hall)).toEqual([])
  expect(refusalOf(hall.run(settling, manager))).toBe('conflict-unknown')
})

test('a counter that paused, closed and was opened by somebody else without the hub stands so afterwards', () => {
  const hall = leasedHall()
  const desk = (command: Extract<OfflineStep, { did: 'desk' }>['command']): OfflineStep => ({
    did: 'desk',
    counterId: 'c1',
    command,
  })
  const away = hall.now + minute
  hall.now += 10 * minute
  granted(merge(hall, terminal('c1'), away, desk({ type: 'pause', reason: 'break' })))
  expect(hall.state.counterLive.get('c1')?.paused).toMatchObject({ reason: 'break', since: away })
  granted(merge(hall, terminal('c1'), away + 1, desk({ type: 'unpause' })))
  granted(merge(hall, terminal('c1'), away + 2, desk({ type: 'close' })))
  granted(merge(hall, terminal('c1'), away + 3, desk({ type: 'open', staffId: 's4' })))
  expect(hall.state.counterLive.get('c1')).toMatchObject({ staffId: 's4', openedAt: away + 3 })
  expect(granted(merge(hall, terminal('c1'), away + 4, desk({ type: 'unpause' })))).toEqual([])
  expect(refusalOf(merge(hall, terminal('c2'), away, desk({ type: 'close' })))).toBe('forbidden')
  // Open at the hub's own c2 meanwhile: two places for one person are for a person to settle.
  granted(merge(hall, terminal('c1'), away + 5, desk({ type: 'close' })))
  granted(merge(hall, terminal('c1'), away + 6, desk({ type: 'open', staffId: 's2' })))
  expect(conflicts(hall)).toMatchObject([
    { kind: 'not-possible', number: '', counterId: 'c1', did: 'open', code: 'staff-elsewhere' },
  ])
})

test('a number sent on without the hub waits where it was sent, by its take time', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  const nowhere = { toCounterId: null, staffId: null, noteRef: null, returnToMe: false } as const
  const sendOn: OfflineCounterCommand = {
    type: 'transfer',
    serviceId: 'mediate',
    position: 'taken',
    ...nowhere,
  }
  granted(merge(hall, terminal('c1'), hall.now, at('c1', ticket.number, sendOn)))
  expect(ticketNow(hall, ticket.id)).toMatchObject({ state: 'WAITING', leg: { serviceId: 'mediate' } })
  granted(merge(hall, terminal('c1'), hall.now, at('c1', ticket.number, sendOn)))
  expect(conflicts(hall)).toMatchObject([{ kind: 'not-possible', number: ticket.number, did: 'transfer' }])
})

test('a booking checked in without the hub keeps its slot; used elsewhere too, the paper waits as an ordinary number', () => {
  const hall = leasedHall()
  const slotAt = hall.now + 15 * minute
  const book = { type: 'book', serviceId: 'consult', slotAt, agentRef: null } as const
  const [one, two] = ['p1', 'p2'].map((personRef) => {
    const [made] = granted(hall.run({ ...book, personRef }, manager))
    return made?.type === 'BookingMade' ? made.data.bookingId : ''
  })
  granted(merge(hall, kiosk, hall.now, paper(980, { bookingId: one ?? '' })))
  expect(ticketNow(hall, 'off-980')).toMatchObject({ bookingId: one, slotAt, personRef: 'p1', offline: true })
  expect(hall.state.bookings.get(one ?? '')).toMatchObject({ state: 'CHECKED_IN', ticketId: 'off-980' })
  expect(conflicts(hall)).toEqual([])
  const desk = { type: 'check-in', bookingId: two ?? '', channel: 'guide', delivery: 'spoken' } as const
  granted(hall.run(desk, manager))
  granted(merge(hall, kiosk, hall.now, paper(981, { bookingId: two ?? '' })))
  expect(ticketNow(hall, 'off-981').bookingId).toBeUndefined()
  expect(ticketNow(hall, 'off-981').state).toBe('WAITING')
  expect(conflicts(hall)).toMatchObject([{ kind: 'booking-used', number: 'A981', code: 'booking-state' }])
})

test('a number printed again without the hub is counted; of one that is over nothing is said', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  granted(merge(hall, kiosk, hall.now, { did: 'reprint', ticketId: ticket.id }))
  expect(ticketNow(hall, ticket.id).reprints).toBe(1)
  hall.run({ type: 'cancel', ticketId: ticket.id, reason: '' }, manager)
  expect(granted(merge(hall, kiosk, hall.now, { did: 'reprint', ticketId: ticket.id }))).toEqual([])
  expect(refusalOf(merge(hall, terminal('c1'), hall.now, { did: 'reprint', ticketId: ticket.id }))).toBe(
    'forbidden',
  )
})

test('a step of the next day waits for the hub to begin it, and in the end is for a person', () => {
  const hall = leasedHall()
  const tomorrow = { businessDay: '2026-01-06' }
  expect(refusalOf(merge(hall, kiosk, hall.now, paper(980), tomorrow))).toBe('not-merged-yet')
  granted(merge(hall, kiosk, hall.now, paper(981), { ...tomorrow, insist: true }))
  expect(conflicts(hall)).toMatchObject([{ kind: 'day-over', number: 'A981' }])
  hall.now += 24 * 60 * minute
  hall.run({ type: 'tick' }, system)
  granted(merge(hall, kiosk, hall.now, paper(980), tomorrow))
  expect(ticketNow(hall, 'off-980').state).toBe('WAITING')
})

test('what was held, taken up again and taken back without the hub is so in the log', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  const steps: readonly OfflineCounterCommand[] = [
    call(ticket.number),
    { type: 'arrive' },
    { type: 'hold', scope: 'me', until: null, reason: 'papers' },
    { type: 'resume' },
    call(ticket.number),
    { type: 'undo', undid: 'TicketCalled' },
  ]
  const begun = hall.now
  hall.now += 60 * minute
  for (const [index, command] of steps.entries())
    granted(merge(hall, terminal('c1'), begun + index * 1_000, at('c1', ticket.number, command)))
  expect(conflicts(hall)).toEqual([])
  expect(ticketNow(hall, ticket.id).state).toBe('WAITING')
  const types = hall.log.slice(-steps.length).map(({ type }) => type)
  expect(types).toEqual([
    ...['TicketCalled', 'TicketArrived', 'TicketHeld', 'TicketResumed', 'TicketCalled', 'TransitionUndone'],
  ])
})

test('a step taken back that never reached the hub takes back nothing else', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  granted(hall.run({ type: 'call-next', counterId: 'c1', finishCurrent: null }, terminal('c1')))
  granted(hall.run({ type: 'arrive', counterId: 'c1' }, terminal('c1')))
  const step = at('c1', ticket.number, { type: 'undo', undid: 'TicketFinished' })
  granted(merge(hall, terminal('c1'), hall.now, step))
  expect(ticketNow(hall, ticket.id).state).toBe('SERVING')
  expect(conflicts(hall)).toMatchObject([{ kind: 'not-possible', number: ticket.number }])
})

test('of two counters that took up one held number the first has it, the other is told of', () => {
  const hall = leasedHall()
  const ticket = take(hall)
  for (const command of [
    { type: 'call-number', number: ticket.number, reason: 'shown' },
    { type: 'hold', scope: 'any', until: null, reason: '' },
  ] as const)
    granted(hall.run({ counterId: 'c1', ...command }, terminal('c1')))
  for (const counterId of ['c1', 'c2'])
    granted(merge(hall, terminal(counterId), hall.now, at(counterId, ticket.number, { type: 'resume' })))
  expect(ticketNow(hall, ticket.id).state).toBe('WAITING')
  expect(conflicts(hall)).toMatchObject([{ kind: 'not-possible', deviceId: 'terminal-c2' }])
})

test('a number of a day that is over is not confused with the same number of today', () => {
  const hall = leasedHall()
  const today = take(hall)
  for (const businessDay of ['2026-01-04', day])
    for (const command of [{ type: 'arrive' }, { type: 'finish', outcome: 'done' }] as const)
      granted(
        merge(hall, terminal('c1'), hall.now - minute, at('c1', today.number, command), { businessDay }),
      )
  expect(conflicts(hall)).toMatchObject([
    {
      kind: 'day-over',
      businessDay: '2026-01-04',
      aboutTicketId: null,
      steps: [{ at: hall.now - minute }, {}],
    },
    { kind: 'not-possible', aboutTicketId: today.id, steps: [{}, {}] },
  ])
})
