import { connect } from 'node:net'
import { expect, test } from 'vitest'
import type { RecordedEvent } from '#domain'
import { openTestSocket, type TestCentre, withCentre } from '#testing'

const take = (centre: TestCentre) =>
  centre
    .device('kiosk-1')
    .granted('issueTicket', { body: { serviceId: 'LC', commandId: centre.commandId() } })

const revisions = (events: readonly RecordedEvent[]) => events.map(({ revision }) => revision)

test('hello brings a snapshot, then every commit', async () => {
  await withCentre({}, async (centre) => {
    const board = await centre.device('display-1').socket()
    const welcome = await board.until('welcome')
    expect(welcome.identity).toMatchObject({ kind: 'device', role: 'display' })
    const { revision, state } = await board.until('snapshot')
    expect(revision).toBe(welcome.head)
    expect(state.businessDay).toBe('2026-03-02')
    await take(centre)
    const { events } = await board.until('events')
    expect(revisions(events)).toEqual([revision + 1])
    expect(events[0]).toMatchObject({ type: 'TicketIssued', data: { number: 'A001' } })
    board.close()
  })
})

test('a peer that was away gets exactly what it missed; one from another log gets a snapshot', async () => {
  await withCentre({}, async (centre) => {
    const known = centre.hub().centre.head()
    await take(centre)
    await take(centre)
    const back = await centre.device('display-1').socket(known)
    expect(revisions((await back.until('events')).events)).toEqual([known + 1, known + 2])
    back.close()
    const stranger = await centre.device('display-1').socket(known + 500)
    expect((await stranger.until('snapshot')).revision).toBe(known + 2)
    stranger.close()
  })
})

test('a command over the socket is the command over HTTP: same answer, same id, done once', async () => {
  await withCentre({}, async (centre) => {
    const kiosk = centre.device('kiosk-1')
    const body = { serviceId: 'LC', commandId: centre.commandId() }
    const socket = await kiosk.socket(centre.hub().centre.head())
    await socket.until('welcome')
    socket.send({ type: 'command', command: { name: 'issue', body } })
    // The commit is told before its sender is answered.
    expect((await socket.next()).type).toBe('events')
    const { value, commandId } = await socket.until('result')
    expect(commandId).toBe(body.commandId)
    expect(await kiosk.granted('issueTicket', { body })).toEqual(value)
    socket.send({ type: 'command', command: { name: 'close-day', body: { commandId: centre.commandId() } } })
    expect((await socket.until('refused')).problem.code).toBe('forbidden')
    socket.close()
  })
})

test('a command that does not parse is refused by its id', async () => {
  await withCentre({}, async (centre) => {
    const socket = await centre.device('kiosk-1').socket()
    await socket.until('snapshot')
    const commandId = centre.commandId()
    socket.sendRaw(
      JSON.stringify({ type: 'command', command: { name: 'issue', body: { commandId, colour: 'red' } } }),
    )
    expect(await socket.until('refused')).toMatchObject({ commandId, problem: { code: 'invalid' } })
    socket.close()
  })
})

test.each([
  ['a wrong token', { type: 'hello', protocol: 1, token: 'nobody', lastRevision: null }, 'unauthenticated'],
  ['another protocol', { type: 'hello', protocol: 99, token: 'nobody', lastRevision: null }, 'invalid'],
  [
    'a command before hello',
    {
      type: 'command',
      command: { name: 'end-emergency', body: { commandId: '01ARZ3NDEKTSV4RRFFQ69G5FAV' } },
    },
    'unauthenticated',
  ],
  ['no JSON', 'hello?', 'invalid'],
])('%s ends the socket with a reason', async (_what, message, code) => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const socket = await openTestSocket(centre.url)
    socket.sendRaw(typeof message === 'string' ? message : JSON.stringify(message))
    expect((await socket.until('goodbye')).problem.code).toBe(code)
    expect(await socket.closed).toBe(1_008)
  })
})

test('a message that is too large ends the socket, and nobody else is disturbed', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const board = await centre.device('display-1').socket()
    await board.until('snapshot')
    const loud = await openTestSocket(centre.url)
    loud.sendRaw('x'.repeat(64 * 1_024 + 1))
    expect(await loud.closed).toBe(1_009)
    await take(centre)
    expect((await board.until('events')).events).toHaveLength(1)
    board.close()
  })
})

test('a revoked device can do nothing more on the socket it has', async () => {
  await withCentre({}, async (centre) => {
    const socket = await centre.device('kiosk-2').socket()
    await socket.until('snapshot')
    await (await centre.staff('wu')).granted('revokeDevice', { params: { id: 'kiosk-2' } })
    socket.send({
      type: 'command',
      command: { name: 'issue', body: { serviceId: 'LC', commandId: centre.commandId() } },
    })
    expect((await socket.until('refused')).problem.code).toBe('unauthenticated')
    socket.close()
  })
})

test.each(['//', 'http://[', '/ws/', '*'])(
  'an upgrade to %s is hung up on, and the hub goes on',
  async (target) => {
    await withCentre({}, async (centre) => {
      const { hostname, port } = new URL(centre.hub().url)
      const stranger = connect(Number(port), hostname)
      stranger.write(
        `GET ${target} HTTP/1.1\r\nHost: hub\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n`,
      )
      await new Promise((resolve) => stranger.once('close', resolve).resume())
      expect(await centre.device('display-1').call('getBoard')).toMatchObject({ ok: true })
    })
  },
)
