import { expect, test } from 'vitest'
import { fictionalIdNumber, type TestCentre, withCentre } from '#testing'
import { neededRefs } from '../vault/needed.ts'

const slotMs = 15 * 60_000
const dayMs = 24 * 3_600_000

/** A centre whose consultations can be booked, and somebody at the guide desk. */
async function bookable(centre: TestCentre, given: object = {}) {
  const service = centre.hub().centre.state().services.get('LC')
  const wu = await centre.staff('wu')
  const booking = { slotMinutes: 15, capacity: 5 }
  const body = { service: { ...service, booking, ...given }, commandId: centre.commandId() }
  await wu.granted('putService', { params: { id: 'LC' }, body })
  const guide = await centre.staff('li')
  const book = (inMs: number, visitor: object) => {
    const slotAt = new Date(Math.floor((centre.clock.now() + inMs) / slotMs) * slotMs).toISOString()
    const asked = { serviceId: 'LC', slotAt, visitor, commandId: centre.commandId() }
    return guide.granted('book', { body: asked })
  }
  return { wu, guide, book }
}

test('a booking is found by its code, by the day and by the card; only where it can be checked in', async () => {
  await withCentre({}, async (centre) => {
    const { guide, book } = await bookable(centre)
    const idNumber = fictionalIdNumber(12, '1980-01-01')
    const first = await book(2 * slotMs, { idNumber })
    await book(2 * slotMs, { idNumber: fictionalIdNumber(13, '1985-01-01') })
    const ids = (answer: { bookings: readonly { id: string }[] }) => answer.bookings.map(({ id }) => id)
    const byCode = await guide.granted('findBookings', { body: { code: first.code } })
    const byCard = await guide.granted('findBookings', { body: { visitor: { idNumber } } })
    expect([ids(byCode), ids(byCard)]).toEqual([[first.id], [first.id]])
    const stranger = { visitor: { idNumber: fictionalIdNumber(14, '1990-01-01') } }
    expect(ids(await guide.granted('findBookings', { body: stranger }))).toEqual([])
    const today = await guide.granted('listBookings', { query: { date: '2026-03-02', state: 'BOOKED' } })
    expect(today.bookings).toHaveLength(2)
    expect(ids(await guide.granted('listBookings', { query: { date: '2026-03-03' } }))).toEqual([])
    const zhao = await centre.staff('zhao')
    expect(await zhao.refusal('findBookings', { body: { code: first.code } })).toBe('forbidden')
    expect(await guide.refusal('findBookings', { body: { visitor: { idNumber: '1' } } })).toBe('invalid')
    expect(centre.logged.join()).not.toContain(idNumber)
  })
})

test('a number checked in in time carries the time booked; late, it is a number like others', async () => {
  await withCentre({}, async (centre) => {
    const { guide, book } = await bookable(centre)
    const [soon, late] = [await book(slotMs, {}), await book(slotMs, {})]
    const checkIn = (id: string) =>
      guide.granted('checkIn', { params: { id }, body: { commandId: centre.commandId() } })
    expect(await checkIn(soon.id)).toMatchObject({ bookedFor: soon.slotAt })
    centre.clock.advance(slotMs + 11 * 60_000)
    expect(await checkIn(late.id)).not.toHaveProperty('bookedFor')
  })
})

test('who has booked or holds a number is needed however old the data is; who has left is not', async () => {
  await withCentre({}, async (centre) => {
    const { guide, book } = await bookable(centre)
    await book(3 * dayMs, { idNumber: fictionalIdNumber(12, '1980-01-01') })
    const visitor = { idNumber: fictionalIdNumber(13, '1985-01-01') }
    const issued = { serviceId: 'LC', visitor, commandId: centre.commandId() }
    const { id } = await guide.granted('issueTicket', { body: issued })
    const state = centre.hub().centre.state()
    const [booked] = [...state.bookings.values()]
    const holder = state.live.get(id)?.personRef
    expect([...neededRefs(state)].sort()).toEqual([booked?.personRef, holder].sort())
    await guide.granted('leaveTicket', { params: { id }, body: { commandId: centre.commandId() } })
    expect([...neededRefs(state)]).toEqual([booked?.personRef])
  })
})

test('a bar is listed by reference and lifted on another day, with a reason', async () => {
  await withCentre({}, async (centre) => {
    const { guide, wu } = await bookable(centre)
    const visitor = { idNumber: fictionalIdNumber(12, '1980-01-01') }
    const take = { serviceId: 'LC', visitor }
    const { id } = await guide.granted('issueTicket', { body: { ...take, commandId: centre.commandId() } })
    const until = new Date(centre.clock.now() + 30 * dayMs).toISOString()
    const bar = { until, reason: 'numbers traded', commandId: centre.commandId() }
    await guide.granted('barPerson', { params: { id }, body: bar })
    const { bars } = await wu.granted('listBars')
    expect(bars).toMatchObject([{ scope: 'all', reason: 'numbers traded', until }])
    const params = { id: bars[0]?.personRef ?? '' }
    const lift = (reason: string) => ({ params, body: { reason, commandId: centre.commandId() } })
    expect(await guide.refusal('liftBar', lift(' '))).toBe('reason-required')
    await guide.granted('liftBar', lift('was a mistake'))
    expect((await wu.granted('listBars')).bars).toEqual([])
  })
})

test('the side of a dispute is a number of a matter, never of a person', async () => {
  await withCentre({}, async (centre) => {
    const { guide } = await bookable(centre)
    const issue = (matterRef: string) => ({
      body: { serviceId: 'LC', party: { matterRef, side: 'applicant' }, commandId: centre.commandId() },
    })
    expect(await guide.refusal('issueTicket', issue(fictionalIdNumber(12, '1980-01-01')))).toBe('invalid')
    const { id } = await guide.granted('issueTicket', issue('2026-MD-0007'))
    expect(centre.hub().centre.state().live.get(id)?.party).toEqual({
      matterRef: '2026-MD-0007',
      side: 'applicant',
    })
  })
})
