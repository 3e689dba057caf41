import { expect, test } from 'vitest'
import type { OfflineRecord, WireCommandInput, WireStep } from '#protocol'
import { type TestCentre, type TestSocket, withCentre } from '#testing'

const day = '2026-03-02'
const estimate = { p50Minutes: 0, p80Minutes: 5 }

const paper = (sequence: number): WireStep => ({
  did: 'issue',
  ticketId: `off-${sequence}`,
  series: 'A',
  sequence,
  serviceId: 'LC',
  priority: 'normal',
  claims: [],
  person: null,
  delivery: 'print',
  ahead: 0,
  estimate,
})

async function send(socket: TestSocket, command: WireCommandInput) {
  socket.send({ type: 'command', command })
  for (;;) {
    const message = await socket.next()
    if (message.type === 'result' && message.commandId === command.body.commandId) return message.value
    if (message.type === 'refused' && message.commandId === command.body.commandId)
      return message.problem.code
  }
}

async function withKiosk(use: (centre: TestCentre, socket: TestSocket) => Promise<void>) {
  await withCentre({}, async (centre) => {
    const socket = await centre.device('kiosk-1').socket()
    await socket.until('snapshot')
    await send(socket, { name: 'lease-numbers', body: { commandId: centre.commandId() } })
    await use(centre, socket)
    socket.close()
  })
}
const record = (centre: TestCentre, step: WireStep, commandId = centre.commandId()): OfflineRecord => ({
  commandId,
  occurredAt: centre.clock.now(),
  businessDay: day,
  step,
})
const merge = (centre: TestCentre, socket: TestSocket, ...records: OfflineRecord[]) =>
  send(socket, { name: 'merge-offline', body: { records, commandId: centre.commandId() } })

test('what a kiosk gave comes home in order, and again without effect', async () => {
  await withKiosk(async (centre, socket) => {
    const printed: WireStep = { did: 'print-result', ticketId: 'off-980', printed: 'confirmed', reason: '' }
    const records = [record(centre, paper(980)), record(centre, printed), record(centre, paper(981))]
    expect(await merge(centre, socket, ...records)).toEqual({ merged: 3, waitsFor: null })
    const state = () => centre.hub().centre.state()
    expect(state().live.get('off-980')).toMatchObject({ number: 'A980', state: 'WAITING' })
    const { revision } = state()
    expect(await merge(centre, socket, ...records)).toEqual({ merged: 3, waitsFor: null })
    expect(state().revision).toBe(revision)
    await centre.restart()
    expect(state().live.get('off-981')).toMatchObject({ number: 'A981', state: 'ISSUING' })
  })
})

test('a press that the hub had answered already gets one ticket: the one on paper', async () => {
  await withKiosk(async (centre, socket) => {
    const commandId = centre.commandId()
    const online = await centre
      .device('kiosk-1')
      .granted('issueTicket', { body: { serviceId: 'LC', anonymous: true, commandId } })
    await merge(centre, socket, record(centre, paper(980), commandId))
    const { live, closed, conflicts } = centre.hub().centre.state()
    expect([...live.keys()]).toEqual(['off-980'])
    expect(closed.get(online.id)).toMatchObject({ state: 'VOID' })
    expect(conflicts.size).toBe(0)
  })
})

test('a press that arrives after its paper was merged is not done again', async () => {
  await withKiosk(async (centre, socket) => {
    const commandId = centre.commandId()
    await merge(centre, socket, record(centre, paper(980), commandId))
    const late = await centre
      .device('kiosk-1')
      .refusal('issueTicket', { body: { serviceId: 'LC', anonymous: true, commandId } })
    expect(late).toBe('command-reused')
    expect(centre.hub().centre.state().live.size).toBe(1)
  })
})

test('a counter waits for the kiosk’s number, and only it; a stranger’s steps are refused', async () => {
  await withKiosk(async (centre, socket) => {
    const zhao = await centre.staff('zhao')
    await zhao.granted('counterCommand', {
      params: { counterId: '1' },
      body: { type: 'open', commandId: centre.commandId() },
    })
    const counter = await centre.device('counter-1').socket()
    await counter.until('snapshot')
    const at = (command: Extract<WireStep, { did: 'counter' }>['command']): WireStep => ({
      did: 'counter',
      counterId: '1',
      number: 'A980',
      command,
    })
    const records = [
      record(centre, at({ type: 'call-number', number: 'A980', reason: 'offline' })),
      record(centre, at({ type: 'arrive' })),
    ]
    expect(await merge(centre, counter, ...records)).toEqual({ merged: 0, waitsFor: 'A980' })
    expect(await merge(centre, socket, ...records)).toBe('forbidden')
    const printed: WireStep = { did: 'print-result', ticketId: 'off-980', printed: 'confirmed', reason: '' }
    await merge(centre, socket, record(centre, paper(980)), record(centre, printed))
    expect(await merge(centre, counter, ...records)).toEqual({ merged: 2, waitsFor: null })
    expect(centre.hub().centre.state().live.get('off-980')).toMatchObject({ state: 'SERVING' })
    counter.close()
  })
})

test('what does not fit stands in a list until a person settles it', async () => {
  await withKiosk(async (centre, socket) => {
    await merge(centre, socket, { ...record(centre, paper(980)), businessDay: '2026-03-01' })
    const [conflict] = centre.hub().centre.state().conflicts.values()
    expect(conflict).toMatchObject({ kind: 'day-over', number: 'A980' })
    const settle = { params: { id: conflict?.id ?? '' }, body: { commandId: centre.commandId() } }
    expect(await (await centre.staff('zhao')).refusal('settleConflict', settle)).toBe('forbidden')
    await (await centre.staff('zhou')).granted('settleConflict', settle)
    expect(centre.hub().centre.state().conflicts.size).toBe(0)
  })
})
