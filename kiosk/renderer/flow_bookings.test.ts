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

  test('nothing outside the offer can be chosen', () => {
    expect(run([laid, found, { ...chosen, bookingId: 'b2' }]).effects).toHaveLength(1)
    expect(run([laid, chosen]).effects).toHaveLength(1)
  })
})
