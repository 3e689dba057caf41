import { expect, test } from 'vitest'
import { err, ok, simulatedClock } from '#basics'
import type { AnnouncementRequest, Announcer } from '#drivers'
import { callDesk, freshCall, placeOf } from './call_desk.ts'
import { smallHub } from './small_hub.fixture.ts'

const noon = Date.parse('2026-11-23T10:00:00+08:00')

function withDesk(zones: readonly string[] = []) {
  const clock = simulatedClock(noon)
  const hub = smallHub(clock)
  const asked: AnnouncementRequest[] = []
  const cancelled: string[] = []
  const announcer: Announcer = {
    announce(request) {
      asked.push(request)
      return ok('queued')
    },
    cancel(ticket) {
      cancelled.push(ticket)
      return 0
    },
    status: () => ({ state: 'ready', reason: null, since: 0, speaking: null, waiting: 0 }),
    close: () => undefined,
  }
  const desk = callDesk(announcer, { zones, onRefused: () => undefined })
  const spoken = () =>
    asked.map(({ utterance, recall }) =>
      utterance.kind === 'call' ? `${utterance.number}${recall ? ' again' : ''}` : utterance.chinese,
    )
  const take = () =>
    hub.act({
      type: 'issue',
      serviceId: 'advice',
      personRef: null,
      age: null,
      claims: [],
      channel: 'guide',
      delivery: 'spoken',
    })
  const follow = () => desk.follow(hub.centre, clock.now())
  const settlePrints = () => {
    for (const ticket of [...hub.centre.live.values()])
      if (ticket.state === 'ISSUING')
        hub.act({ type: 'print-result', ticketId: ticket.id, result: 'by-hand', reason: '' })
  }
  const callNext = () => hub.act({ type: 'call-next', counterId: 'c1', finishCurrent: null })
  hub.act({ type: 'open', counterId: 'c1', staffId: null })
  take()
  settlePrints()
  return { clock, hub, asked, cancelled, desk, spoken, take, settlePrints, follow, callNext }
}

test('speaks a call once, and a recall again', () => {
  const { hub, clock, spoken, follow, callNext, asked } = withDesk()
  follow()
  callNext()
  follow()
  follow()
  expect(spoken()).toEqual(['A001'])
  expect(asked[0]?.utterance).toEqual({ kind: 'call', number: 'A001', place: { kind: 'counter', number: 1 } })
  clock.advance(15_000)
  hub.act({ type: 'recall', counterId: 'c1' })
  follow()
  expect(spoken()).toEqual(['A001', 'A001 again'])
})

test('never speaks what was called before it looked, nor what came late', () => {
  const { clock, spoken, follow, callNext } = withDesk()
  callNext()
  follow()
  expect(spoken()).toEqual([])
  clock.advance(1_000)
  follow()
  expect(spoken()).toEqual([])
})

test('after a lost link only calls younger than twenty seconds are spoken', () => {
  const { clock, hub, spoken, follow, callNext, take, settlePrints } = withDesk()
  follow()
  callNext()
  clock.advance(freshCall + 1)
  hub.act({ type: 'arrive', counterId: 'c1' })
  take()
  settlePrints()
  hub.act({ type: 'call-next', counterId: 'c1', finishCurrent: 'done' })
  clock.advance(5_000)
  follow()
  expect(spoken()).toEqual(['A002'])
})

test('what has just happened is spoken whatever the clock says', () => {
  const { hub, clock, desk, spoken, follow, callNext } = withDesk()
  follow()
  callNext()
  clock.jumpTo(noon + 3_600_000)
  desk.follow(hub.centre, null)
  expect(spoken()).toEqual(['A001'])
})

test('takes back what is no longer called before it is spoken', () => {
  const { hub, cancelled, follow, callNext } = withDesk()
  follow()
  callNext()
  follow()
  const [call] = hub.centre.calls
  hub.act({ type: 'arrive', counterId: 'c1' })
  follow()
  expect(cancelled).toContain(call?.ticketId)
})

test('the emergency plan is spoken once, as an emergency', () => {
  const { hub, asked, spoken, follow } = withDesk()
  follow()
  hub.act({ type: 'raise-emergency', kind: 'plan', counterId: null })
  follow()
  follow()
  expect(spoken()).toEqual(['请注意，请听从工作人员指引，有序离开'])
  expect(asked[0]?.priority).toBe('emergency')
})

test('a call is spoken where its counter is and nowhere else; an emergency everywhere', () => {
  const emergency = '请注意，请听从工作人员指引，有序离开'
  const heardIn = (zones: readonly string[]) => {
    const { hub, follow, callNext, spoken } = withDesk(zones)
    follow()
    callNext()
    follow()
    hub.act({ type: 'raise-emergency', kind: 'plan', counterId: null })
    follow()
    return spoken()
  }
  expect(heardIn([])).toEqual(['A001', emergency])
  expect(heardIn(['A', 'second floor'])).toEqual(['A001', emergency])
  expect(heardIn(['rooms'])).toEqual([emergency])
})

test('a refusal of the announcer ends there', () => {
  const { hub, clock, callNext } = withDesk()
  const status = { state: 'ready', reason: null, since: 0, speaking: null, waiting: 0 } as const
  const refusing: Announcer = {
    announce: () => err('quiet-hours'),
    cancel: () => 0,
    status: () => status,
    close: () => undefined,
  }
  const reasons: string[] = []
  const desk = callDesk(refusing, { zones: [], onRefused: (_, reason) => void reasons.push(reason) })
  desk.follow(hub.centre, clock.now())
  callNext()
  expect(() => desk.follow(hub.centre, clock.now())).not.toThrow()
  expect(reasons).toEqual(['quiet-hours'])
})

test('a counter is said by its number, a room by its name', () => {
  const { hub } = withDesk()
  const counter = hub.centre.counters.get('c1')
  expect(placeOf(counter, 'c1')).toEqual({ kind: 'counter', number: 1 })
  const room = counter && { ...counter, kind: 'room' as const, name: { zh: '调解室', en: 'mediation room' } }
  expect(placeOf(room, 'r1')).toEqual({ kind: 'room', name: '调解室', english: 'mediation room' })
})

test.each([
  ['2楼3号窗口', { kind: 'counter', number: 3 }],
  ['12号楼3号窗口（1号厅）', { kind: 'counter', number: 3 }],
  ['B区１２号窗口', { kind: 'counter', number: 12 }],
  ['二楼窗口 7', { kind: 'counter', number: 7 }],
  ['1001号窗口', { kind: 'room', name: '1001号窗口', english: 'window' }],
] as const)('a visitor is sent to %s itself, not to a number beside it', (zh, place) => {
  const { hub } = withDesk()
  const counter = hub.centre.counters.get('c1')
  expect(placeOf(counter && { ...counter, name: { zh, en: 'window' } }, 'c1')).toEqual(place)
})
