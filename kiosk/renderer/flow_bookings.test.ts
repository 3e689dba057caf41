import { describe, expect, test } from 'vitest'
import { card, run, ticket, toIdentity, typing, world } from './flow.fixture.ts'
import type { FlowEvent } from './flow_types.ts'

describe('a card whose holder has booked', () => {
  const laid: FlowEvent = { type: 'card', card: card(40) }
  const booking = { id: 'b1', serviceId: 'LC', slotAt: 1_000 }
  const found: FlowEvent = { type: 'bookings-found', sessionId: 'session-1', bookings: [booking] }
  const chosen: FlowEvent = { type: 'choose-booking', bookingId: 'b1', commandId: 'c9' }

  test('is offered the booking first, and it is checked in by one press', () => {
    const offered = run([laid, found])
    expect(offered.effects).toEqual([{ type: 'find-bookings', sessionId: 'session-1' }])
    expect(offered.screen).toMatchObject({ at: 'booked', bookings: [booking] })
    const { effects, screen } = run([chosen, chosen], world, offered.flow)
    expect(effects).toEqual([{ type: 'check-in', commandId: 'c9', bookingId: 'b1', delivery: 'print' }])
    expect(screen).toMatchObject({ at: 'issuing', bookingId: 'b1' })
    const done = run(
      [{ type: 'answered', commandId: 'c9', ticket: ticket() }],
      world,
      run([laid, found, chosen]).flow,
    )
    expect(done.screen.at).toBe('result')
    expect(done.effects).toEqual([{ type: 'forget-card' }])
  })

  test('goes on where it was when something else is wanted', () => {
    const late = run([...toIdentity, laid, found])
    expect(late.screen.at).toBe('booked')
    expect(run([{ type: 'not-booking' }], world, late.flow).screen.at).toBe('confirm')
    expect(run([{ type: 'back' }], world, run([laid, found]).flow).screen.at).toBe('home')
  })

  test('an answer about a card that has gone, or with nothing in it, changes nothing', () => {
    expect(run([laid, { type: 'card-gone' }, found]).screen.at).toBe('home')
    expect(run([laid, { ...found, bookings: [] }]).screen.at).toBe('home')
    expect(run([laid, { ...found, sessionId: 'another' }]).screen.at).toBe('home')
    expect(run([...typing, found]).screen.at).toBe('type')
  })

  test('a card that is forgotten, or another one, takes the offer away', () => {
    expect(run([laid, found, { type: 'card-gone' }])).toMatchObject({
      screen: { at: 'home' },
      flow: { visit: { card: null } },
    })
    const other = run([laid, found, { type: 'card', card: { ...card(30), sessionId: 'session-2' } }])
    expect(other.screen.at).toBe('home')
    expect(other.flow.visit.card?.sessionId).toBe('session-2')
    expect(other.effects.at(-1)).toEqual({ type: 'find-bookings', sessionId: 'session-2' })
  })

  test('checked in before, the number that lives is shown again', () => {
    const known = { state: 'CHECKED_IN', ticketId: 'ticket-1', number: 'A012', ahead: 2 }
    const refused: FlowEvent = { type: 'refused', commandId: 'c9', code: 'booking-state', detail: known }
    expect(run([laid, found, chosen, refused]).screen).toMatchObject({ at: 'existing', number: 'A012' })
    const over: FlowEvent = { ...refused, detail: { state: 'BOOKING_MISSED' } }
    expect(run([laid, found, chosen, over]).screen).toMatchObject({ at: 'refused', bookingId: 'b1' })
  })

  test('whose time is over goes on from the start, with language and size as chosen', () => {
    const late: FlowEvent = { type: 'refused', commandId: 'c9', code: 'booking-late', detail: {} }
    const refused = run([laid, found, chosen, late])
    const { screen, effects, flow } = run([{ type: 'back' }], world, refused.flow)
    expect(screen.at).toBe('home')
    expect(flow.visit.card).toBeNull()
    expect(effects).toEqual([{ type: 'forget-card' }])
  })

  test('is told when nobody can say what was booked, on whichever screen the visit is, until the card is gone', () => {
    const unknown: FlowEvent = { type: 'bookings-unknown', sessionId: 'session-1' }
    const told = run([laid, unknown])
    expect(told.screen.at).toBe('home')
    expect(told.flow.visit.bookingsUnknown).toBe(true)
    expect(run([...toIdentity, laid, unknown]).flow.visit.bookingsUnknown).toBe(true)
    expect(run([laid, { ...unknown, sessionId: 'another' }]).flow.visit.bookingsUnknown).toBe(false)
    const next: FlowEvent[] = [
      { type: 'card-gone' },
      { type: 'end' },
      { type: 'card', card: { ...card(30), sessionId: 'session-2' } },
    ]
    for (const event of next) expect(run([event], world, told.flow).flow.visit.bookingsUnknown).toBe(false)
    expect(run([found], world, told.flow).screen.at).toBe('booked')
  })

  test('nothing outside the offer can be chosen', () => {
    expect(run([laid, found, { ...chosen, bookingId: 'b2' }]).effects).toHaveLength(1)
    expect(run([laid, chosen]).effects).toHaveLength(1)
  })
})

describe('the code of a booking, typed', () => {
  const value = '01234567'
  const typedAll: FlowEvent[] = [
    { type: 'ask-booking' },
    { type: 'booking-typed', value },
    { type: 'booking-typed-all' },
  ]
  const found: FlowEvent = { type: 'booking-code', bookingId: 'b1', commandId: 'c9' }

  test('is looked up once it is whole, and checks in without asking who comes', () => {
    const short = run([{ type: 'ask-booking' }, { type: 'booking-typed', value: '0123456' }])
    expect(run([{ type: 'booking-typed-all' }], world, short.flow).effects).toEqual([])
    const asked = run(typedAll)
    expect(asked.effects).toEqual([{ type: 'find-booking', code: value }])
    const { effects, screen } = run([found], world, asked.flow)
    expect(effects).toEqual([{ type: 'check-in', commandId: 'c9', bookingId: 'b1', delivery: 'print' }])
    expect(screen).toMatchObject({ at: 'issuing', bookingId: 'b1' })
  })

  test('that nobody has stays to be corrected, and is not called wrong while it is', () => {
    const wrong = run([...typedAll, { type: 'no-booking', code: value }])
    expect(wrong.screen).toEqual({ at: 'booking', typed: value, isUnknown: true })
    const corrected = run([{ type: 'booking-typed', value: '0123456' }], world, wrong.flow)
    expect(corrected.screen).toEqual({ at: 'booking', typed: '0123456', isUnknown: false })
    const late = run([{ type: 'no-booking', code: value }], world, corrected.flow)
    expect(late.screen).toMatchObject({ isUnknown: false })
  })

  test('is asked for at home only; back leads there, and nothing of it is left', () => {
    expect(run([...toIdentity, { type: 'ask-booking' }]).screen.at).toBe('identity')
    const left = run([{ type: 'back' }], world, run(typedAll).flow)
    expect(left.screen.at).toBe('home')
    expect(run([{ type: 'ask-booking' }], world, left.flow).screen).toMatchObject({ typed: '' })
  })

  test('gives way to a card, which finds its bookings by itself', () => {
    const laid = run([{ type: 'card', card: card(40) }], world, run(typedAll).flow)
    expect(laid.screen.at).toBe('home')
    expect(laid.effects).toEqual([{ type: 'find-bookings', sessionId: 'session-1' }])
  })
})
