import { readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { toSnapshot } from '#domain'
import { launchToken, livePage, visitorCard, type WithAgent, withAgent } from './agent.fixture.ts'
import { openAgentStore } from './agent_store.ts'
import { noLog } from './log.ts'
import { printJournal } from './print_journal.ts'

const kioskDevices = {
  idCard: { path: 'reader' },
  ticketPrinter: { path: 'printer', proof: 'process-id' as const },
  signLine: { path: 'signs', signs: [{ counterId: 'c1', address: 1 }] },
}
let world: WithAgent | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

async function kiosk(devices: Parameters<typeof withAgent>[0] = kioskDevices) {
  const made = await withAgent(devices)
  world = made
  const page = await livePage(made)
  return { ...made, page, world: made }
}

const issue = { name: 'issue', body: { serviceId: 'advice' } } as const

describe('a page on its agent', () => {
  test('sees the hub’s state, its events and the machine’s capabilities', async () => {
    const { hub, page, pass } = await kiosk()
    expect(page.capabilities).toEqual({
      idCard: true,
      ticketPrinter: true,
      announcer: false,
      codeScanner: 'none',
      pagePrinter: false,
      demo: true,
    })
    hub.act({ type: 'open', counterId: 'c1', staffId: null })
    await pass('event', () => page.client.centre.counterLive.get('c1')?.staffId === 'staff-1')
    await pass('same', () => page.client.centre.revision === hub.centre.revision)
    expect(toSnapshot(page.client.centre)).toEqual(toSnapshot(hub.centre))
  })

  test('is refused without this launch’s token', async () => {
    const { world, pass } = await kiosk({})
    const stranger = world.page('another-token-of-another-time')
    await pass('refused', () => stranger.problems.includes('unauthenticated'))
    expect(stranger.live).toBe(false)
    expect(stranger.client.centre.site).toBeNull()
  })

  test('from a strange origin is not let in', async () => {
    const { agent } = await kiosk({})
    const http = agent.url.replace('ws:', 'http:').replace('/ws', '/healthz')
    const asked = (origin: string) => fetch(http, { headers: { origin } }).then(({ status }) => status)
    expect(await asked('https://elsewhere.example')).toBe(403)
    expect(await asked('app://civic-hall')).toBe(200)
    expect(await asked('http://127.0.0.1:7700')).toBe(200)
  })

  test('learns at once that the hub is away, and its command is refused in time', async () => {
    const { hub, page, pass, clock } = await kiosk()
    await hub.stop()
    await pass('told', () => page.last('hub-link')?.connected === false, 0)
    const from = clock.now()
    const answer = page.client.send(issue)
    let settled = false
    void answer.then(() => {
      settled = true
    })
    await pass('answer', () => settled)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    expect(clock.now() - from).toBeLessThanOrEqual(3_000)
    expect(page.live).toBe(true)
    await hub.start()
    await pass('back', () => page.last('hub-link')?.connected === true)
    expect(hub.received.filter(({ name }) => name === 'issue')).toEqual([])
  })

  test('gets the right state when the hub’s log was replaced while the agent was away', async () => {
    const { world, hub, page, pass } = await kiosk({})
    hub.act({ type: 'open', counterId: 'c1', staffId: null })
    await pass('event', () => page.client.centre.revision === hub.centre.revision)
    await world.agent.close()
    hub.rewrite()
    hub.act({ type: 'close', counterId: 'c1' })
    await world.restart()
    const later = world.page()
    await pass('live', () => later.live && later.last('hub-link')?.connected === true)
    await pass('same', () => later.client.centre.revision === hub.centre.revision)
    expect(toSnapshot(later.client.centre)).toEqual(toSnapshot(hub.centre))
  })

  test('that came before the hub’s state is greeted first, and told the state once', async () => {
    const made = await withAgent(kioskDevices)
    world = made
    await made.agent.close()
    await made.hub.stop()
    rmSync(made.dataDir, { recursive: true, force: true })
    await made.restart()
    const page = made.page()
    await made.hub.start()
    await made.pass('live', () => page.live && page.last('hub-link')?.connected === true)
    expect(page.story).toEqual(['welcome', 'snapshot'])
  })

  test('is greeted with the last state when the agent starts without a hub', async () => {
    const { world, hub, page, pass } = await kiosk({})
    hub.act({ type: 'open', counterId: 'c1', staffId: null })
    await pass('event', () => page.client.centre.revision === hub.centre.revision)
    await hub.stop()
    await world.restart()
    const later = world.page()
    await pass('live', () => later.live)
    expect(later.last('hub-link')?.connected).toBe(false)
    expect(toSnapshot(later.client.centre)).toEqual(toSnapshot(hub.centre))
  })
})

describe('a number on paper', () => {
  test('is printed as soon as it is granted, and the hub hears that it is out', async () => {
    const { hub, page, pass, printer } = await kiosk()
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    const answer = page.client.send(issue)
    await pass('paper', () => printer.tickets().length === 1)
    const granted = await answer
    expect(granted).toMatchObject({ ok: true, value: { number: 'A001' } })
    const lines = printer.tickets()[0]?.lines.map(({ text }) => text.trim()) ?? []
    expect(lines).toContain('A001')
    expect(lines).toContain('云溪区公共法律服务中心')
    const id = granted.ok ? granted.value.id : ''
    expect(printer.tickets()[0]?.qrCodes[0]?.text).toBe(`https://hall.example/t/${id}`)
    await pass('waiting', () => hub.centre.live.get(id)?.state === 'WAITING')
    await pass('progress', () => page.last('print')?.progress.state === 'confirmed')
    expect(hub.centre.live.get(id)?.printed).toBe('ok')
  })

  test('without paper nothing is settled: the page is asked, the number is kept', async () => {
    const { hub, page, pass, printer } = await kiosk()
    printer.set({ paperEnd: true })
    await pass('seen', () => page.last('printer')?.state === 'faulted')
    expect(page.last('printer')?.reason).toBe('paper-end')
    const answer = page.client.send(issue)
    await pass('refused', () => page.last('print')?.progress.state === 'refused')
    expect(page.last('print')?.progress.reason).toBe('paper-end')
    const granted = await answer
    const id = granted.ok ? granted.value.id : ''
    expect(hub.centre.live.get(id)?.state).toBe('ISSUING')
    expect(hub.received.filter(({ name }) => name === 'print-result')).toEqual([])

    printer.reload()
    await pass('ready again', () => page.last('printer')?.state === 'ready')
    page.client.tell({ type: 'print', ticketId: id, locale: 'zh', reprint: false })
    await pass('waiting', () => hub.centre.live.get(id)?.state === 'WAITING')
    expect(printer.tickets()).toHaveLength(1)
  })

  test('that tears in the middle is a question for a person', async () => {
    const { hub, page, pass, printer } = await kiosk()
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    printer.set({ endAfterLines: 4 })
    const answer = page.client.send(issue)
    await pass('unknown', () => page.last('print')?.progress.state === 'unknown', 50)
    const granted = await answer
    const id = granted.ok ? granted.value.id : ''
    await pass('hub knows', () => hub.centre.live.get(id)?.printed === 'unknown')
  })

  test('is printed once however often its command comes', async () => {
    const { hub, page, pass, printer } = await kiosk()
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    const commandId = '01J8Z6Q4T0000000000000000A'
    const again = { name: 'issue', body: { serviceId: 'advice', commandId } } as const
    void page.client.send(again)
    await pass('paper', () => printer.tickets().length === 1)
    await pass('confirmed', () => page.last('print')?.progress.state === 'confirmed')
    await page.client.send(again)
    await pass('time', () => hub.centre.live.size === 1)
    expect(hub.centre.series.get('A')).toBe(1)
    expect(printer.tickets()).toHaveLength(1)
  })

  test('a result the hub could not take is told after a restart', async () => {
    const { world, hub, page, pass, printer } = await kiosk()
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    const answer = page.client.send(issue)
    await pass('progress', () => page.last('print')?.progress.state === 'printing', 0)
    await hub.stop()
    await pass('paper', () => page.last('print')?.progress.state === 'confirmed')
    const granted = await answer
    const id = granted.ok ? granted.value.id : ''
    expect(hub.centre.live.get(id)?.state).toBe('ISSUING')
    await world.restart()
    await hub.start()
    await pass('told', () => hub.centre.live.get(id)?.state === 'WAITING')
    expect(printer.tickets()).toHaveLength(1)
  })

  test('whose print an earlier run did not see the end of is a question for a person', async () => {
    const { world, hub, page, pass, printer, dataDir } = await kiosk()
    printer.set({ paperEnd: true })
    await pass('seen', () => page.last('printer')?.state === 'faulted')
    const granted = await page.client.send(issue)
    const id = granted.ok ? granted.value.id : ''
    await world.agent.close()
    const store = openAgentStore(dataDir, noLog)
    const sent = {
      jobId: `${id}.0`,
      pid: 'ABCD',
      number: 'A001',
      state: 'sent',
      reason: null,
      at: 0,
    } as const
    printJournal(store, 'print-job').put(sent)
    store.close()
    await world.restart()
    await pass('asked', () => hub.centre.live.get(id)?.printed === 'unknown')
    hub.act({ type: 'print-result', ticketId: id, result: 'by-hand', reason: '' })
    expect(hub.centre.live.get(id)?.state).toBe('WAITING')
    expect(printer.tickets()).toEqual([])
  })

  test('that the hub gave too late for its visitor is taken back', async () => {
    const { hub, page, pass, printer } = await kiosk()
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    hub.mute(true)
    const answer = page.client.send(issue)
    await pass('refused', () => hub.centre.live.size === 1)
    let settled = false
    void answer.then(() => {
      settled = true
    })
    await pass('told', () => settled)
    expect(await answer).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    hub.mute(false)
    hub.cut()
    await pass('void', () => hub.centre.live.size === 0)
    expect([...hub.centre.closed.values()].map(({ state }) => state)).toEqual(['VOID'])
    expect(printer.tickets()).toEqual([])
  })

  test('is printed again with 补打 and a fresh count', async () => {
    const { hub, page, pass, printer } = await kiosk()
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    const granted = page.client.send(issue)
    await pass('paper', () => printer.tickets().length === 1)
    const answer = await granted
    const ticketId = answer.ok ? answer.value.id : ''
    await pass('waiting', () => hub.centre.live.get(ticketId)?.state === 'WAITING')
    page.client.tell({ type: 'print', ticketId, locale: 'zh', reprint: true })
    await pass('second paper', () => printer.tickets().length === 2)
    expect(hub.centre.live.get(ticketId)?.reprints).toBe(1)
    expect(printer.tickets()[1]?.lines.some(({ text }) => text.includes('补打'))).toBe(true)
  })
})

describe('a card on the reader', () => {
  test('reaches the page masked, the hub in full, and no file', async () => {
    const { hub, page, pass, reader, dataDir } = await kiosk()
    await pass('reader ready', () => page.last('card-reader')?.state === 'ready')
    reader.placeCard(visitorCard)
    await pass('card', () => page.last('card')?.card != null)
    const card = page.last('card')?.card
    expect(card).toMatchObject({ maskedName: '张*三', idTail: visitorCard.idNumber.slice(-4), age: 76 })
    expect(JSON.stringify(page.messages)).not.toContain(visitorCard.idNumber)
    expect(JSON.stringify(page.messages)).not.toContain(visitorCard.name)
    reader.liftCard()
    const visitor = { cardSession: card?.sessionId ?? '' }
    const answer = page.client.send({ name: 'issue', body: { serviceId: 'advice', visitor } })
    await pass('hub has it', () => hub.visitors.length === 1)
    expect(hub.visitors[0]).toEqual({ idNumber: visitorCard.idNumber, name: visitorCard.name })
    await pass('printed', () => page.last('print')?.progress.state === 'confirmed')
    expect(await answer).toMatchObject({ ok: true })
    await world?.agent.close()
    for (const file of readdirSync(dataDir)) {
      const bytes = readFileSync(join(dataDir, file))
      for (const secret of [visitorCard.idNumber, visitorCard.name])
        expect(bytes.includes(secret)).toBe(false)
    }
  })

  test('that cannot be read is said to the page, and the reader stays well', async () => {
    const { page, pass, reader } = await kiosk()
    await pass('reader ready', () => page.last('card-reader')?.state === 'ready')
    reader.placeCard(new Uint8Array(1_295))
    await pass('told', () => page.last('card-reader')?.reason === 'not-understood')
    expect(page.last('card-reader')?.state).toBe('ready')
    await pass('over', () => page.last('card-reader')?.reason === null, 100)
  })

  test('is forgotten after a minute, or when the page says so', async () => {
    const { hub, page, pass, reader, clock } = await kiosk()
    await pass('reader ready', () => page.last('card-reader')?.state === 'ready')
    reader.placeCard(visitorCard)
    await pass('card', () => page.last('card')?.card != null)
    const cardSession = page.last('card')?.card?.sessionId ?? ''
    page.client.tell({ type: 'forget-card' })
    await pass('forgotten', () => page.last('card')?.card === null)
    const late = await page.client.send({
      name: 'issue',
      body: { serviceId: 'advice', visitor: { cardSession } },
    })
    expect(late).toMatchObject({ ok: false, error: { code: 'person-unknown' } })
    expect(hub.received.filter(({ name }) => name === 'issue')).toEqual([])

    reader.liftCard()
    for (let gone = 0; gone < 100; gone += 1) {
      clock.advance(20)
      await new Promise((resolve) => setImmediate(resolve))
    }
    reader.placeCard(visitorCard)
    await pass('card again', () => page.last('card')?.card != null)
    const from = clock.now()
    await pass('forgotten by time', () => page.last('card')?.card === null, 200)
    expect(clock.now() - from).toBeLessThanOrEqual(61_000)
  })
})

describe('devices', () => {
  test('the sign shows what its counter does', async () => {
    const { hub, signs, pass } = await kiosk()
    const shows = (text: string) => () => signs.snapshot().get(1)?.text === text
    await pass('closed', shows('暂停受理'))
    hub.act({ type: 'open', counterId: 'c1', staffId: null })
    await pass('open', shows('欢迎光临'))
  })

  test('the hub hears of faults and of recovery', async () => {
    const { hub, printer, cable, pass } = await kiosk()
    const seen = (id: string) => {
      const device = hub.centre.devices.get(id)
      return device === undefined ? null : `${device.state} ${device.reason}`
    }
    await pass('ready', () => seen('kiosk-1-ticket-printer') === 'ready null', 100)
    await pass('reader', () => seen('kiosk-1-id-card') === 'ready null', 100)
    await pass('sign', () => seen('kiosk-1-sign-1') === 'ready null', 100)
    printer.set({ nearEnd: true })
    await pass('near end', () => seen('kiosk-1-ticket-printer') === 'degraded near-end', 100)
    cable('reader').unplug()
    await pass('unplugged', () => seen('kiosk-1-id-card') === 'absent null', 100)
    cable('reader').plugIn()
    await pass('back', () => seen('kiosk-1-id-card') === 'ready null', 100)
  })

  test('an address that is none is a report, and the rest works', async () => {
    const { hub, page, pass } = await kiosk({ ...kioskDevices, idCard: { path: 'no such thing' } })
    await pass('faulted', () => hub.centre.devices.get('kiosk-1-id-card')?.reason === 'bad-address', 100)
    await pass('printer', () => page.last('printer')?.state === 'ready')
  })

  test('a printer that cannot be opened is not offered', async () => {
    const { page } = await kiosk({ ticketPrinter: { path: 'no such thing' } })
    expect(page.capabilities).toMatchObject({ ticketPrinter: false })
  })

  test('a call is spoken on the page that is the hall’s speaker, once', async () => {
    const { hub, page, pass } = await kiosk({ announcer: { sink: 'page' } })
    expect(page.capabilities).toMatchObject({ announcer: true })
    hub.act({ type: 'open', counterId: 'c1', staffId: null })
    void page.client.send({ name: 'issue', body: { serviceId: 'advice', delivery: 'screen' } })
    await pass('number', () => hub.centre.live.size === 1)
    const [id = ''] = hub.centre.live.keys()
    hub.act({ type: 'print-result', ticketId: id, result: 'screen', reason: '' })
    hub.act({ type: 'call-next', counterId: 'c1', finishCurrent: null })
    await pass('announced', () => page.last('announce') !== undefined)
    expect(page.last('announce')?.text).toBe('请A零零一号到一号窗口办理')
    expect(
      Buffer.from(page.last('announce')?.wav ?? '', 'base64')
        .subarray(0, 4)
        .toString(),
    ).toBe('RIFF')
    hub.cut()
    await pass('away', () => page.last('hub-link')?.connected === false)
    await pass('back', () => page.last('hub-link')?.connected === true)
    expect(page.messages.filter(({ type }) => type === 'announce')).toHaveLength(1)
  })

  test('HTTP for the hub passes through, with the launch token in place of the device’s', async () => {
    const { agent } = await kiosk({})
    const origin = agent.url.replace('ws:', 'http:').replace('/ws', '')
    const answer = await fetch(`${origin}/api/v1/services`, {
      headers: { authorization: `Bearer ${launchToken}` },
    })
    expect(answer.status).toBe(404)
    expect((await fetch(`${origin}/elsewhere`)).status).toBe(404)
    // A captured document is larger than anything else may be.
    const large = { method: 'POST', body: 'x'.repeat(300_000) }
    expect((await fetch(`${origin}/api/v1/services`, large)).status).toBe(413)
    expect((await fetch(`${origin}/api/v1/tickets/t1/attachments`, large)).status).toBe(404)
  })
})
