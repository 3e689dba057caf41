import { afterEach, describe, expect, test } from 'vitest'
import { livePage, morning, visitorCard, type WithAgent, withAgent } from './agent.fixture.ts'

const printing = { ticketPrinter: { path: 'printer', proof: 'process-id' as const } }
let world: WithAgent | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

async function kiosk(devices: Parameters<typeof withAgent>[0]) {
  const made = await withAgent(devices)
  world = made
  const page = await livePage(made)
  return { ...made, page }
}

describe('a code under the scanner', () => {
  const id = '01J9ZQ4T7M8N5P6R7S8T9V0W1X'

  test('on a line reaches the page as what it is, and only codes of ours carry anything', async () => {
    const { page, pass, scanner } = await kiosk({ codeScanner: { path: 'scanner' } })
    expect(page.capabilities).toMatchObject({ codeScanner: 'line' })
    scanner.scan(`https://hall.example/t/${id}`)
    await pass('ticket', () => page.last('code')?.code.kind === 'ticket')
    expect(page.last('code')?.code).toEqual({ kind: 'ticket', ticketId: id })
    scanner.scan(`BOOKING:${id}`)
    await pass('booking', () => page.last('code')?.code.kind === 'booking')
    scanner.scan('31011719500307902X')
    await pass('unknown', () => page.last('code')?.code.kind === 'unknown')
    expect(JSON.stringify(page.messages)).not.toContain('19500307')
  })

  test('typed as keys is taken only where such a scanner is configured', async () => {
    const { page, pass } = await kiosk({ codeScanner: { keyboard: true } })
    expect(page.capabilities).toMatchObject({ codeScanner: 'keyboard' })
    page.client.tell({ type: 'scanned-keys', text: `BOOKING:${id}` })
    await pass('booking', () => page.last('code')?.code.kind === 'booking')
    await world?.close()
    const other = await kiosk({ codeScanner: { path: 'scanner' } })
    other.page.client.tell({ type: 'scanned-keys', text: `BOOKING:${id}` })
    other.scanner.scan('nothing of ours')
    await other.pass('code', () => other.page.last('code') !== undefined)
    expect(other.page.last('code')?.code).toEqual({ kind: 'unknown' })
  })

  test('a scanner that is away is a status for the hub, and nothing else stops', async () => {
    const { hub, page, pass, cable, reader } = await kiosk({
      ...printing,
      idCard: { path: 'reader' },
      codeScanner: { path: 'scanner' },
    })
    const stateOf = () => hub.centre.devices.get('kiosk-1-code-scanner')?.state
    await pass('ready', () => stateOf() === 'ready')
    cable('scanner').unplug()
    await pass('absent', () => stateOf() === 'absent')
    reader.placeCard(visitorCard)
    await pass('card', () => page.last('card')?.card != null)
  })
})

describe('a booking', () => {
  const slotAt = morning + 15 * 60_000
  /** A kiosk that can print, and somebody who has booked. */
  async function bookedKiosk() {
    const made = await kiosk(printing)
    const { hub, page, pass } = made
    await pass('printer ready', () => page.last('printer')?.state === 'ready')
    hub.act({ type: 'book', serviceId: 'advice', slotAt, personRef: null, agentRef: null })
    return { ...made, bookingId: [...hub.centre.bookings.keys()][0] ?? '' }
  }

  test('is checked in to a number on paper, once, however often it is asked', async () => {
    const { hub, page, pass, printer, bookingId } = await bookedKiosk()
    const body = { commandId: '01J9ZQ4T7M8N5P6R7S8T9V0W1X' }
    const answer = page.client.send({ name: 'check-in', bookingId, body })
    await pass('paper', () => printer.tickets().length === 1)
    expect(await answer).toMatchObject({ ok: true, value: { number: 'A001' } })
    const again = page.client.send({ name: 'check-in', bookingId, body })
    await pass('waiting', () => [...hub.centre.live.values()][0]?.state === 'WAITING')
    expect(await again).toMatchObject({ ok: true, value: { number: 'A001' } })
    expect(hub.centre.live.size).toBe(1)
    expect(printer.tickets()).toHaveLength(1)
  })

  test('whose answer comes too late keeps its number: asked again under its id it is printed', async () => {
    const { hub, page, pass, printer, bookingId } = await bookedKiosk()
    const body = { commandId: '01J9ZQ4T7M8N5P6R7S8T9V0W1Y' }
    hub.mute(true)
    const late = page.client.send({ name: 'check-in', bookingId, body })
    let settled = false
    void late.then(() => {
      settled = true
    })
    await pass('too late', () => settled)
    expect(await late).toMatchObject({ ok: false, error: { code: 'unavailable' } })
    hub.mute(false)
    expect([...hub.centre.live.values()].map(({ state }) => state)).toEqual(['ISSUING'])
    const again = page.client.send({ name: 'check-in', bookingId, body })
    await pass('paper', () => printer.tickets().length === 1)
    expect(await again).toMatchObject({ ok: true, value: { number: 'A001' } })
  })
})
