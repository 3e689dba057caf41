import { expect, test } from 'vitest'
import { fictionalIdNumber, withCentre } from '#testing'

const slotMs = 15 * 60_000

test('a booking over HTTP: booked, checked in to a ticket, settled; nobody is named in the log', async () => {
  await withCentre({}, async (centre) => {
    const { commandId } = centre
    const wu = await centre.staff('wu')
    const service = centre.hub().centre.state().services.get('LC')
    const bookable = { ...service, booking: { slotMinutes: 15, capacity: 1 } }
    await wu.granted('putService', {
      params: { id: 'LC' },
      body: { service: bookable, commandId: commandId() },
    })
    const guide = await centre.staff('li')
    const slotAt = new Date((Math.floor(centre.clock.now() / slotMs) + 1) * slotMs).toISOString()
    const person = { idNumber: fictionalIdNumber(12, '1980-01-01'), name: '例一' }
    const booking = { serviceId: 'LC', slotAt, visitor: person, agent: { name: '例二' } }
    const booked = await guide.granted('book', { body: { ...booking, commandId: commandId() } })
    expect(booked).toMatchObject({ serviceId: 'LC', slotAt, state: 'BOOKED', ticketId: null })
    const another = { body: { serviceId: 'LC', slotAt, commandId: commandId() } }
    expect(await guide.refusal('book', another)).toBe('slot-full')
    const params = { id: booked.id }
    const ticket = await guide.granted('checkIn', { params, body: { commandId: commandId() } })
    expect(ticket).toMatchObject({ number: 'A001', state: 'WAITING' })
    expect(await guide.refusal('cancelBooking', { params, body: { commandId: commandId() } })).toBe(
      'booking-state',
    )
    const { agentRef, personRef } = centre.hub().centre.state().live.get(ticket.id) ?? {}
    expect(agentRef).toBeTruthy()
    expect(agentRef).not.toBe(personRef)
    const { events } = await guide.granted('getEvents', { query: { limit: '1000' } })
    expect(JSON.stringify(events)).not.toMatch(/例二|19800101/)
    const left = { params: { id: ticket.id }, body: { commandId: commandId() } }
    expect(await guide.granted('leaveTicket', left)).toMatchObject({ state: 'WALKED_OUT' })
  })
})
