import { expect, test } from 'vitest'
import { present } from '#basics'
import { fictionalIdNumber, type TestCentre, withCentre } from '#testing'

const idNumber = fictionalIdNumber(7, '1950-05-05')
const name = '欧阳静'

/** Two days: a person comes on both, somebody nameless in between. */
async function twoDays(centre: TestCentre) {
  const kiosk = centre.device('kiosk-1')
  const issue = (body: object) =>
    kiosk.granted('issueTicket', {
      body: { serviceId: 'LC', delivery: 'spoken', ...body, commandId: centre.commandId() },
    })
  const first = await issue({ visitor: { idNumber, name, phone: '13800001234' } })
  const nameless = await issue({ anonymous: true })
  centre.clock.advance(16 * 3_600_000)
  await new Promise(setImmediate)
  await centre.hub().centre.settled()
  const second = await issue({ visitor: { idNumber, name } })
  return { first, nameless, second }
}

test('a manager finds tickets by number, day and person, and what happened to each', async () => {
  await withCentre({}, async (centre) => {
    const { first, nameless, second } = await twoDays(centre)
    const manager = await centre.staff('zhou')
    const search = async (query: Record<string, string>) => {
      const { tickets, next } = await manager.granted('searchTickets', { query })
      return { ids: tickets.map(({ id }) => id), next }
    }
    expect(await search({ number: ' a001 ', day: '2026-03-02' })).toEqual({ ids: [first.id], next: null })
    expect(await search({ number: 'A001' })).toEqual({ ids: [second.id, first.id], next: null })
    expect(await search({ day: '2026-03-02' })).toEqual({ ids: [nameless.id, first.id], next: null })
    expect(await search({ serviceId: 'LA' })).toEqual({ ids: [], next: null })
    expect(await search({ state: 'WAITING', from: '2026-03-03' })).toEqual({ ids: [second.id], next: null })
    const page = await search({ limit: '2' })
    expect(page.ids).toEqual([second.id, nameless.id])
    expect(await search({ limit: '2', after: present(page.next, 'a next page') })).toEqual({
      ids: [first.id],
      next: null,
    })

    const person = await manager.granted('ticketsOfPerson', {
      body: { idNumber: ` ${idNumber.toLowerCase()} ` },
    })
    expect(person.tickets.map(({ id }) => id)).toEqual([second.id, first.id])
    expect(person.visitor).toEqual({
      name: '欧**',
      idNumber: `${'*'.repeat(14)}${idNumber.slice(-4)}`,
      phone: '*******1234',
    })
    const nobody = await manager.granted('ticketsOfPerson', { body: { idNumber: fictionalIdNumber(8) } })
    expect(nobody).toEqual({ tickets: [], next: null, visitor: null })

    const story = await manager.granted('ticketStory', { params: { id: first.id } })
    expect(story.ticket).toMatchObject({ number: 'A001', day: '2026-03-02', state: 'EXPIRED' })
    expect(story.events.map((each) => (each as { type: string }).type)).toEqual(['TicketIssued', 'DayClosed'])
    expect(await manager.refusal('ticketStory', { params: { id: 'nobody' } })).toBe('ticket-unknown')
    const answers = JSON.stringify([await search({}), person.tickets, story, centre.logged])
    for (const secret of [idNumber, name, '13800001234']) expect(answers).not.toContain(secret)
  })
})

test('history is for managers; what does not parse is refused', async () => {
  await withCentre({}, async (centre) => {
    const others = [
      centre.stranger(),
      centre.device('kiosk-1'),
      centre.device('query-1'),
      await centre.staff('zhao'),
      await centre.staff('li'),
    ]
    for (const [index, other] of others.entries()) {
      const code = index === 0 ? 'unauthenticated' : 'forbidden'
      expect(await other.refusal('searchTickets')).toBe(code)
      expect(await other.refusal('ticketsOfPerson', { body: { idNumber } })).toBe(code)
      expect(await other.refusal('ticketStory', { params: { id: 'x' } })).toBe(code)
    }
    const admin = await centre.staff('wu')
    for (const query of [
      { number: "A001' OR 1=1" },
      { day: '2026-02-30' },
      { day: '2026-03-02', from: '2026-03-01' },
      { limit: '0' },
      { after: 'x' },
      { idNumber },
    ] as Record<string, string>[])
      expect(await admin.refusal('searchTickets', { query })).toBe('invalid')
    expect(await admin.refusal('ticketsOfPerson', { body: { idNumber: '123' } })).toBe('invalid')
    expect(await admin.refusal('ticketsOfPerson', { body: {} })).toBe('invalid')
  })
})

test('a person who has had their time is found no more; their tickets stay', async () => {
  await withCentre({}, async (centre) => {
    const { first, second } = await twoDays(centre)
    const hoursKept = 24
    centre.clock.advance((hoursKept + 1) * 3_600_000)
    // Kept while the number is live; the day that ends it is closed by the tick, the next hour's cleaning forgets.
    const isForgotten = () => {
      centre.clock.advance(3_600_000)
      return centre.logged.some((line) => line.includes('old data forgotten'))
    }
    await expect.poll(isForgotten, { timeout: 20_000 }).toBe(true)
    const admin = await centre.staff('zhou')
    expect(await admin.granted('ticketsOfPerson', { body: { idNumber } })).toEqual({
      tickets: [],
      next: null,
      visitor: null,
    })
    const { tickets } = await admin.granted('searchTickets', { query: { number: 'A001' } })
    expect(tickets.map(({ id }) => id)).toEqual([second.id, first.id])
  })
}, 30_000)
