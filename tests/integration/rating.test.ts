import { expect, test } from 'vitest'
import { type Caller, type TestCentre, withCentre } from '#testing'

/** Takes, calls and serves one ticket at counter 1, up to the question on the pad. */
async function serveOne(centre: TestCentre): Promise<{ ticketId: string; clerk: Caller }> {
  const guide = await centre.staff('li')
  const ticket = await guide.granted('issueTicket', {
    body: { serviceId: 'LC', anonymous: true, delivery: 'spoken', commandId: centre.commandId() },
  })
  const clerk = await centre.staff('zhao')
  for (const type of ['open', 'call-next', 'arrive', 'finish']) {
    const body = { type, commandId: centre.commandId() }
    await clerk.granted('counterCommand', { params: { counterId: '1' }, body })
  }
  return { ticketId: ticket.id, clerk }
}

const eventsOf = async (caller: Caller, type: string) => {
  const { events } = await caller.granted('getEvents', { query: { limit: '1000' } })
  return (events as { type: string; data: Record<string, unknown> }[]).filter((each) => each.type === type)
}

const marks = { overall: 2, attitude: 3, efficiency: 2, competence: 4 }

test('a rating nobody gives is 未评价, never a good one', async () => {
  await withCentre({ policy: { ratingSeconds: 120 } }, async (centre) => {
    const { ticketId } = await serveOne(centre)
    centre.clock.advance(119_000)
    await centre.hub().centre.settled()
    expect(await eventsOf(centre.device('pad-1'), 'RatingLapsed')).toEqual([])
    centre.clock.advance(5_000)
    await centre.hub().centre.settled()
    const [lapsed] = await eventsOf(centre.device('pad-1'), 'RatingLapsed')
    expect(lapsed?.data).toMatchObject({ ticketId, leg: 0 })
    expect(await eventsOf(centre.device('pad-1'), 'RatingRecorded')).toEqual([])
    const body = { ticketId, marks, reasons: ['unclear'], commandId: centre.commandId() }
    expect(await centre.device('pad-1').refusal('rate', { body })).toBe('rating-not-open')
  })
})

test('only the pad of the counter that served may rate, and the two worst levels say why', async () => {
  await withCentre({}, async (centre) => {
    const { ticketId, clerk } = await serveOne(centre)
    const body = () => ({ ticketId, marks, commandId: centre.commandId() })
    expect(await clerk.refusal('rate', { body: body() })).toBe('forbidden')
    expect(await centre.device('counter-1').refusal('rate', { body: body() })).toBe('forbidden')
    expect(await centre.device('pad-2').refusal('rate', { body: body() })).toBe('forbidden')
    expect(await centre.device('pad-1').refusal('rate', { body: body() })).toBe('reason-required')
    await centre.device('pad-1').granted('rate', { body: { ...body(), reasons: ['unclear'] } })
    expect(await centre.device('pad-1').refusal('rate', { body: { ...body(), reasons: ['unclear'] } })).toBe(
      'rating-not-open',
    )
  })
})

test('staff at the counters learn that a rating was given, not which', async () => {
  await withCentre({}, async (centre) => {
    const { ticketId, clerk } = await serveOne(centre)
    const watching = await clerk.socket(null)
    await watching.until('snapshot')
    const body = { ticketId, marks, reasons: ['unclear'], commandId: centre.commandId() }
    await centre.device('pad-1').granted('rate', { body })
    const hidden = { overall: 0, attitude: 0, efficiency: 0, competence: 0 }
    const { events } = await watching.until('events')
    expect(events.at(-1)).toMatchObject({ type: 'RatingRecorded', data: { marks: hidden, reasons: [] } })
    watching.close()
    for (const caller of [clerk, centre.device('counter-1')]) {
      const [seen] = await eventsOf(caller, 'RatingRecorded')
      expect(seen?.data).toMatchObject({ marks: hidden, reasons: [] })
      const socket = await caller.socket(null)
      const { state } = await socket.until('snapshot')
      expect(state.ratings).toMatchObject([{ marks: hidden }])
      socket.close()
    }
    const [open] = await eventsOf(await centre.staff('zhou'), 'RatingRecorded')
    expect(open?.data).toMatchObject({ marks, reasons: ['unclear'] })
  })
})

test('a rating a pad has kept for longer than a week is shown to the manager, not to the counters', async () => {
  await withCentre({ policy: { ratingSeconds: 120 } }, async (centre) => {
    const { ticketId } = await serveOne(centre)
    const { number } = centre.hub().centre.state().closed.get(ticketId) ?? { number: '' }
    const givenAt = new Date(centre.clock.now() + 30_000).toISOString()
    for (let day = 0; day < 9; day += 1) {
      centre.clock.advance(24 * 3_600_000)
      await centre.hub().centre.settled()
    }
    const body = { ticketId, marks, reasons: ['unclear'], givenAt, commandId: centre.commandId() }
    await centre.device('pad-1').granted('rate', { body })
    const [conflict] = centre.hub().centre.state().conflicts.values()
    expect(conflict).toMatchObject({ kind: 'rating-late', number, counterId: '1', businessDay: '2026-03-02' })
    const hidden = { overall: 0, attitude: 0, efficiency: 0, competence: 0 }
    for (const [caller, seen] of [
      [await centre.staff('zhou'), { marks, reasons: ['unclear'] }],
      [centre.device('counter-1'), { marks: hidden, reasons: [] }],
    ] as const) {
      const socket = await caller.socket(null)
      const { state } = await socket.until('snapshot')
      const step = { did: 'rate', at: Date.parse(givenAt), rating: seen }
      expect(state.conflicts).toMatchObject([[conflict?.id, { steps: [step] }]])
      socket.close()
      const [noted] = await eventsOf(caller, 'ConflictNoted')
      expect(noted?.data).toMatchObject({ kind: 'rating-late', rating: seen })
    }
  })
})

test('a rating a pad has kept over the end of the day counts for its visit when the pad is back', async () => {
  await withCentre({ policy: { ratingSeconds: 120 } }, async (centre) => {
    const { ticketId } = await serveOne(centre)
    const givenAt = new Date(centre.clock.now() + 30_000).toISOString()
    centre.clock.advance(24 * 3_600_000)
    await centre.hub().centre.settled()
    const pad = centre.device('pad-1')
    expect(await eventsOf(pad, 'DayClosed')).toHaveLength(1)
    const body = { ticketId, marks, reasons: ['unclear'], givenAt, commandId: centre.commandId() }
    await pad.granted('rate', { body })
    // The answer was lost: sent again under its id it is the same rating.
    await pad.granted('rate', { body })
    expect(await pad.refusal('rate', { body: { ...body, commandId: centre.commandId() } })).toBe(
      'rating-not-open',
    )
    const manager = await centre.staff('zhou')
    expect(await eventsOf(manager, 'RatingRecorded')).toMatchObject([
      { data: { ticketId, marks, businessDay: '2026-03-02', occurredAt: Date.parse(givenAt) } },
    ])
    const { events } = await manager.granted('ticketStory', { params: { id: ticketId } })
    expect((events as { type: string }[]).map(({ type }) => type)).toContain('RatingRecorded')
    await centre.restart()
    expect(centre.hub().centre.state().unrated).toMatchObject([{ ticketId, isRated: true }])
  })
})
