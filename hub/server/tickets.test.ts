import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verifyChain } from '#hub'
import { fictionalIdNumber, withCentre } from '#testing'

test('a visit from the kiosk to the rating, as every door sees it', async () => {
  await withCentre({}, async (centre) => {
    const { commandId } = centre
    const kiosk = centre.device('kiosk-1')
    const issued = await kiosk.granted('issueTicket', {
      body: { serviceId: 'LC', anonymous: true, commandId: commandId() },
    })
    expect(issued).toMatchObject({ number: 'A001', state: 'ISSUING', ahead: 0 })
    const params = { id: issued.id }
    const printed = await kiosk.granted('printResult', {
      params,
      body: { printed: true, commandId: commandId() },
    })
    expect(printed.state).toBe('WAITING')
    const zhao = await centre.staff('zhao')
    const atOne = (body: object) =>
      zhao.granted('counterCommand', {
        params: { counterId: '1' },
        body: { ...body, commandId: commandId() },
      })
    expect(await atOne({ type: 'open' })).toMatchObject({ state: 'open', staffId: 'staff-1' })
    expect(await atOne({ type: 'call-next' })).toMatchObject({ state: 'called', ticket: { number: 'A001' } })
    const board = await centre.device('display-1').granted('getBoard')
    expect(board).toMatchObject({ newest: { number: 'A001', counterId: '1' } })
    expect(await atOne({ type: 'arrive' })).toMatchObject({ state: 'serving' })
    expect(await atOne({ type: 'finish' })).toMatchObject({ state: 'open', ticket: null })
    const marks = { overall: 5, attitude: 5, efficiency: 5, competence: 4 }
    await centre
      .device('pad-1')
      .granted('rate', { body: { ticketId: issued.id, marks, commandId: commandId() } })
    expect(await centre.stranger().granted('getTicket', { params })).toMatchObject({
      state: 'DONE',
      counterId: '1',
    })
    const { events, head } = await zhao.granted('getEvents', { query: { limit: '1000' } })
    expect(events).toHaveLength(head)
    expect(await verifyChain(centre.hub().store)).toMatchObject({ ok: true, value: { head } })
  })
})

test('a ticket from the guide desk is said, waits at once, and is still known the day after', async () => {
  await withCentre({}, async (centre) => {
    const guide = await centre.staff('li')
    const body = { serviceId: 'LA', claims: ['pregnant'], commandId: centre.commandId() }
    const ticket = await guide.granted('issueTicket', { body })
    expect(ticket).toMatchObject({ state: 'WAITING', priority: 'pregnant' })
    for (const day of ['2026-03-03', '2026-03-04']) {
      centre.clock.jumpTo(Date.parse(`${day}T02:00:00Z`))
      centre.clock.advance(1_000)
      await new Promise(setImmediate)
      await centre.hub().centre.settled()
      expect(centre.hub().centre.state().businessDay).toBe(day)
    }
    const found = await centre.stranger().granted('getTicket', { params: { id: ticket.id } })
    expect(found).toMatchObject({ number: 'B001', state: 'EXPIRED' })
  })
})

test('the same command gets the same answer across a restart, whichever way it is sent', async () => {
  await withCentre({}, async (centre) => {
    const kiosk = centre.device('kiosk-1')
    const body = { serviceId: 'LC', anonymous: true, commandId: centre.commandId() }
    const first = await kiosk.granted('issueTicket', { body })
    await centre.restart()
    expect(await kiosk.granted('issueTicket', { body })).toEqual(first)
    expect(await kiosk.refusal('issueTicket', { body: { ...body, serviceId: 'LA' } })).toBe('command-reused')
    // Another sender does not learn what the first was told.
    expect(await centre.device('kiosk-2').refusal('issueTicket', { body })).toBe('command-reused')
    const { tickets } = await (await centre.staff('li')).granted('findTickets')
    expect(tickets).toHaveLength(1)
  })
})

test('one open ticket of a person for a service, though no event says who it is', async () => {
  await withCentre({}, async (centre) => {
    const kiosk = centre.device('kiosk-1')
    const take = (serviceId: string, idNumber: string) =>
      kiosk.call('issueTicket', { body: { serviceId, visitor: { idNumber }, commandId: centre.commandId() } })
    const idNumber = fictionalIdNumber(7)
    const [first, second] = await Promise.all([take('LC', idNumber), take('LC', idNumber)])
    expect([first.ok, second.ok].sort()).toEqual([false, true])
    const refused = first.ok ? second : first
    expect(refused).toMatchObject({ error: { code: 'already-has-ticket', number: 'A001' } })
    expect((await take('LA', idNumber)).ok).toBe(true)
    expect((await take('LC', fictionalIdNumber(8))).ok).toBe(true)
  })
})

test('only the counter that serves sees the visitor, masked; the note travels with the ticket', async () => {
  await withCentre({}, async (centre) => {
    const { commandId } = centre
    const guide = await centre.staff('li')
    const visitor = { idNumber: fictionalIdNumber(9), name: '欧阳静', phone: '13800001234' }
    const { id } = await guide.granted('issueTicket', {
      body: { serviceId: 'LC', visitor, commandId: commandId() },
    })
    const [zhao, qian] = await Promise.all([centre.staff('zhao'), centre.staff('qian')])
    const at = (who: typeof zhao, counterId: string, body: object) =>
      who.granted('counterCommand', { params: { counterId }, body: { ...body, commandId: commandId() } })
    for (const [who, counterId] of [
      [zhao, '1'],
      [qian, '2'],
    ] as const)
      await at(who, counterId, { type: 'open' })
    await at(zhao, '1', { type: 'call-next' })
    const params = { id }
    expect(await zhao.granted('getVisitor', { params })).toEqual({
      name: '欧**',
      idNumber: `**************${visitor.idNumber.slice(-4)}`,
      phone: '*******1234',
    })
    expect(await qian.refusal('getVisitor', { params })).toBe('ticket-not-yours')
    expect(await guide.refusal('getVisitor', { params })).toBe('ticket-not-yours')
    await at(zhao, '1', { type: 'transfer', toCounterId: '2', note: '材料已核对' })
    await at(qian, '2', { type: 'call-next' })
    expect(await qian.granted('getNote', { params })).toEqual({ note: '材料已核对' })
    expect(await zhao.refusal('getNote', { params })).toBe('ticket-not-yours')
  })
})

test('nothing of a person is in the database, the write-ahead log, the log lines, the events or a public answer', async () => {
  await withCentre({ snapshotEvery: 1 }, async (centre) => {
    const people = Array.from({ length: 20 }, (_, order) => ({
      idNumber: fictionalIdNumber(order),
      name: `测试人${order}`,
      phone: `139${String(order).padStart(8, '7')}`,
    }))
    const kiosk = centre.device('kiosk-1')
    for (const visitor of people) {
      const body = { serviceId: 'LC', visitor, commandId: centre.commandId() }
      const { id } = await kiosk.granted('issueTicket', { body })
      expect(JSON.stringify(await centre.stranger().granted('getTicket', { params: { id } }))).not.toContain(
        visitor.name,
      )
      await kiosk.call('issueTicket', { body: { ...body, commandId: 'short' } })
    }
    const socket = await kiosk.socket()
    const snapshot = JSON.stringify(await socket.until('snapshot'))
    socket.close()
    const places = [
      snapshot,
      JSON.stringify(await kiosk.granted('getEvents', { query: { limit: '1000' } })),
      centre.logged.join('\n'),
    ]
    const grep = () => {
      for (const name of readdirSync(centre.folder).filter((file) => file.startsWith('hub.db')))
        places.push(readFileSync(join(centre.folder, name)).toString('utf8'))
      for (const { idNumber, name, phone } of people) {
        for (const place of places)
          expect([idNumber, name, phone].filter((word) => place.includes(word))).toEqual([])
      }
    }
    grep()
    await centre.restart()
    grep()
  })
})
