import { describe, expect, test } from 'vitest'
import {
  anonymous,
  asked,
  card,
  idNumber,
  issues,
  noPaper,
  run,
  ticket,
  toIdentity,
  typing,
  world,
} from './flow.fixture.ts'
import { step } from './flow.ts'
import { type Effect, type FlowEvent, noVisit, resting } from './flow_types.ts'

describe('the way to a number', () => {
  test('without identity', () => {
    const { effects, screen } = run([...asked, { type: 'answered', commandId: 'c1', ticket: ticket() }])
    expect(issues(effects)).toEqual([
      { type: 'issue', commandId: 'c1', serviceId: 'LC', visitor: null, claims: [], delivery: 'print' },
    ])
    expect(screen).toMatchObject({ at: 'result', handed: 'printing' })
  })

  test('by a typed number; an old visitor is offered priority and may decline it', () => {
    const typed: FlowEvent[] = [...typing, { type: 'typed', value: idNumber }, { type: 'typed-all' }]
    expect(run(typed).screen.at).toBe('priority')
    const declined = run([
      ...typed,
      { type: 'priority', wanted: false },
      { type: 'confirm', commandId: 'c1' },
    ])
    expect(issues(declined.effects)).toMatchObject([{ visitor: { idNumber }, claims: [] }])
    const accepted = run([...typed, { type: 'priority', wanted: true }, { type: 'confirm', commandId: 'c1' }])
    expect(issues(accepted.effects)).toMatchObject([{ claims: ['elderly'] }])
  })

  test('a number that cannot be right does not go on', () => {
    const wrong = run([...typing, { type: 'typed', value: '110105194912310021' }, { type: 'typed-all' }])
    expect(wrong.screen.at).toBe('type')
  })

  test('a card is welcome at home and remembered until the visit ends', () => {
    const early = run([{ type: 'card', card: card(40) }, ...toIdentity])
    expect(early.flow.visit.card?.sessionId).toBe('session-1')
    expect(early.screen.at).toBe('identity')
    const used = run(
      [
        { type: 'choose-way', way: 'card' },
        { type: 'confirm', commandId: 'c1' },
      ],
      world,
      early.flow,
    )
    expect(issues(used.effects)).toMatchObject([{ visitor: { cardSession: 'session-1' } }])
    const ended = run([{ type: 'end' }], world, early.flow)
    expect(ended.flow).toEqual(resting)
    expect(ended.effects).toContainEqual({ type: 'forget-card' })
  })

  test('a card put down where the kiosk asks who comes goes straight on', () => {
    expect(run([...toIdentity, { type: 'card', card: card(40) }]).screen.at).toBe('confirm')
    expect(run([...typing, { type: 'card', card: card(72) }]).screen.at).toBe('priority')
    expect(run([...typing, { type: 'card', card: card(null) }]).screen.at).toBe('confirm')
  })
})

describe('a card that is no longer remembered', () => {
  test('is asked for again where it is needed, and simply forgotten elsewhere', () => {
    const confirming = run([...toIdentity, { type: 'card', card: card(40) }, { type: 'card-gone' }])
    expect(confirming.screen.at).toBe('card')
    expect(confirming.flow.visit.card).toBeNull()
    const choosing = run([{ type: 'card', card: card(40) }, ...toIdentity, { type: 'card-gone' }])
    expect(choosing.screen.at).toBe('identity')
    expect(choosing.flow.visit.card).toBeNull()
  })
})

describe('what becomes of the number', () => {
  const shown = run([...asked, { type: 'answered', commandId: 'c1', ticket: ticket() }], noPaper)

  test('a double press asks once', () => {
    const twice = run([
      ...anonymous,
      { type: 'confirm', commandId: 'c1' },
      { type: 'confirm', commandId: 'c2' },
    ])
    expect(issues(twice.effects)).toHaveLength(1)
  })

  test('asking again keeps the id and everything else', () => {
    const refused: FlowEvent = { type: 'refused', commandId: 'c1', code: 'unavailable', detail: {} }
    const again = run([...asked, refused, { type: 'retry' }])
    const [first, second] = issues(again.effects)
    expect(second).toEqual(first)
    expect(run([{ type: 'retry' }], noPaper, run([...asked, refused]).flow).effects[0]).toEqual(first)
  })

  test('the printer may report before the answer', () => {
    const progress = { ticketId: 'ticket-1', state: 'refused', reason: 'paper-end' } as const
    const both = run([
      ...asked,
      { type: 'print', progress },
      { type: 'answered', commandId: 'c1', ticket: ticket() },
    ])
    expect(both.screen).toMatchObject({ at: 'show', reason: 'paper-end' })
  })

  test('on the screen only: noted makes it wait, leaving gives it up', () => {
    expect(shown.screen.at).toBe('show')
    const noted = run([{ type: 'noted' }, { type: 'noted' }], noPaper, shown.flow)
    expect(noted.effects).toEqual([{ type: 'settle', ticketId: 'ticket-1', printed: 'screen' }])
    const left = run([{ type: 'end' }, { type: 'end' }], noPaper, shown.flow)
    expect(left.effects).toContainEqual({ type: 'settle', ticketId: 'ticket-1', printed: 'failed' })
    expect(left.effects.filter((effect) => effect.type === 'settle')).toHaveLength(1)
  })

  test('a number that comes after its visitor left is given up unless it is on paper', () => {
    const gone: FlowEvent[] = [
      ...asked,
      { type: 'end' },
      { type: 'answered', commandId: 'c1', ticket: ticket() },
    ]
    expect(run(gone, noPaper).effects).toContainEqual({
      type: 'settle',
      ticketId: 'ticket-1',
      printed: 'failed',
    })
    expect(run(gone).effects.filter((effect) => effect.type === 'settle')).toEqual([])
    const progress = { ticketId: 'ticket-1', state: 'refused', reason: 'paper-end' } as const
    const noPaperAfterAll = run([...gone, { type: 'print', progress }])
    expect(noPaperAfterAll.effects).toContainEqual({
      type: 'settle',
      ticketId: 'ticket-1',
      printed: 'failed',
    })
    expect(noPaperAfterAll.flow).toEqual(resting)
  })

  test('an earlier number is shown and printed again once', () => {
    const detail = { ticketId: 'ticket-0', number: 'A007', ahead: 2 }
    const existing = run([...asked, { type: 'refused', commandId: 'c1', code: 'already-has-ticket', detail }])
    expect(existing.screen).toMatchObject({ at: 'existing', number: 'A007', ahead: 2, reprint: null })
    const again = run([{ type: 'reprint' }, { type: 'reprint' }], world, existing.flow)
    expect(again.effects).toEqual([{ type: 'reprint', ticketId: 'ticket-0' }])
  })
})

describe('a scanned code', () => {
  const ticketCode: FlowEvent = { type: 'ticket-code', ticketId: 'ticket-9', number: 'B003' }
  const bookingCode: FlowEvent = { type: 'booking-code', bookingId: 'booking-1', commandId: 'c9' }
  const checkIns = (effects: readonly Effect[]) => effects.filter((effect) => effect.type === 'check-in')

  test('of a ticket shows where it stands; 返回 goes home', () => {
    const { screen, effects, flow } = run([ticketCode])
    expect([screen, effects]).toEqual([{ at: 'standing', ticketId: 'ticket-9', number: 'B003' }, []])
    expect(step(flow, { type: 'back' }, world).flow.screen.at).toBe('home')
    expect(run([ticketCode, { type: 'other-code' }]).screen.at).toBe('unknown-code')
  })

  test('of a booking checks it in, to paper where there is some; the answer is its number', () => {
    const { effects, screen } = run([bookingCode, { type: 'answered', commandId: 'c9', ticket: ticket() }])
    expect(checkIns(effects)).toEqual([
      { type: 'check-in', commandId: 'c9', bookingId: 'booking-1', delivery: 'print' },
    ])
    expect(screen).toMatchObject({ at: 'result', handed: 'printing' })
    expect(checkIns(run([bookingCode], noPaper).effects)).toMatchObject([{ delivery: 'screen' }])
  })

  test('of a booking that could not be asked is asked again under the same id, and 返回 goes home', () => {
    const refused: FlowEvent = { type: 'refused', commandId: 'c9', code: 'unavailable', detail: {} }
    const { effects, flow } = run([bookingCode, refused, { type: 'retry' }, refused])
    expect(checkIns(effects)).toHaveLength(2)
    expect(new Set(checkIns(effects).map((effect) => JSON.stringify(effect))).size).toBe(1)
    expect(issues(effects)).toEqual([])
    expect(step(flow, { type: 'back' }, world).flow.screen.at).toBe('home')
  })

  test('forgets who was there before; while a number is typed, made or shown it changes nothing', () => {
    const read: FlowEvent = { type: 'card', card: card(40) }
    expect(run([read, ticketCode])).toMatchObject({
      effects: [{ type: 'find-bookings' }, { type: 'forget-card' }],
      flow: { visit: noVisit },
    })
    for (const path of [
      typing,
      asked,
      [...asked, { type: 'answered', commandId: 'c1', ticket: ticket() } as const],
    ]) {
      const { flow } = run(path)
      for (const code of [ticketCode, bookingCode])
        expect(step(flow, code, world)).toEqual({ flow, effects: [] })
    }
  })
})
