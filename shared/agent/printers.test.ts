import { afterEach, describe, expect, test } from 'vitest'
import { simulateTicketPrinter } from '#drivers'
import { type TicketTemplate, usualTemplates } from '#ticket'
import { livePage, type WithAgent, withAgent } from './agent.fixture.ts'
import { supplyOf } from './supply.ts'

const first = { path: 'printer', proof: 'process-id' as const }
let world: WithAgent | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

async function kiosk(devices: Parameters<typeof withAgent>[0]) {
  const made = await withAgent(devices)
  world = made
  const page = await livePage(made)
  await made.pass('printer', () => ['ready', 'degraded'].includes(page.last('printer')?.state ?? ''))
  const take = async () => {
    const answer = page.client.send({ name: 'issue', body: { serviceId: 'advice' } })
    let printed: string | undefined
    await made.pass('printed', () => {
      printed = page.last('print')?.progress.state
      return printed !== undefined && printed !== 'printing'
    })
    await answer
    page.messages.length = 0
    return printed
  }
  const device = (id: string) => made.hub.centre.devices.get(id)
  return { ...made, page, take, device }
}

describe('the look of tickets', () => {
  test('saved at the hub is what the kiosk prints next', async () => {
    const { hub, page, printer, pass, take } = await kiosk({ ticketPrinter: first })
    const usual: TicketTemplate = usualTemplates[80]
    const template: TicketTemplate = {
      ...usual,
      rows: [
        { kind: 'text', text: '祝您顺利', size: { w: 2, h: 2 }, bold: false, align: 'center', fit: false },
        ...usual.rows,
      ],
    }
    hub.act({ type: 'save-ticket-template', template })
    await pass('known', () => page.client.centre.ticketTemplates.get('80') !== undefined)
    expect(await take()).toBe('confirmed')
    expect(printer.tickets()[0]?.lines[0]?.text).toBe('祝您顺利')
  })
})

describe('a second printer', () => {
  test('prints while the first is out of paper, and both say how they are', async () => {
    const { cable, clock, printer, page, pass, take, device } = await kiosk({
      ticketPrinter: first,
      secondTicketPrinter: { path: 'reader', proof: 'process-id' },
    })
    const second = simulateTicketPrinter(cable('reader'), clock, { widthDots: 576 })
    printer.set({ paperEnd: true })
    await pass('stand-in', () => page.last('printer')?.reason === 'second-printer', 100)
    expect(await take()).toBe('confirmed')
    expect(printer.tickets()).toEqual([])
    expect(second.tickets()).toHaveLength(1)
    await pass('first', () => device('kiosk-1-ticket-printer')?.reason === 'paper-end', 100)
    await pass('second', () => device('kiosk-1-ticket-printer-2')?.state === 'ready', 100)
  })
})

describe('another print of a number that may be on paper', () => {
  test('says 补打 though the page did not ask for a reprint', async () => {
    const { hub, page, printer, pass, take } = await kiosk({ ticketPrinter: first })
    printer.set({ endAfterLines: 12 })
    expect(await take()).toBe('unknown')
    printer.reload()
    await pass('ready', () => page.last('printer')?.state === 'ready', 100)
    const [ticketId = ''] = hub.centre.live.keys()
    page.client.tell({ type: 'print', ticketId, locale: 'zh', reprint: false })
    await pass('again', () => page.last('print')?.progress.state === 'confirmed')
    const papers = printer.tickets().map(({ lines }) => lines.map(({ text }) => text).join('\n'))
    expect(papers.map((paper) => [paper.includes('A001'), paper.includes('补打')])).toEqual([
      [true, false],
      [true, true],
    ])
  })
})

describe('the roll', () => {
  test('is counted over a restart, and the hub knows about how far it goes', async () => {
    // Ten tickets and a bit.
    const made = await kiosk({ ticketPrinter: { ...first, rollMm: 1_350 } })
    const left = () => made.device('kiosk-1-ticket-printer')?.ticketsLeft
    await made.pass('forecast', () => left() === 10, 100)
    expect(await made.take()).toBe('confirmed')
    expect(await made.take()).toBe('confirmed')
    await made.pass('fewer', () => left() === 0, 100)
    await made.restart()
    made.printer.set({ coverOpen: true })
    await made.pass('seen again', () => made.device('kiosk-1-ticket-printer')?.reason === 'cover-open', 100)
    expect(left()).toBe(0)
  })
  test('that staff say is new is counted from its beginning, once, also by a machine that was away', async () => {
    const made = await kiosk({ ticketPrinter: { ...first, rollMm: 1_350 } })
    const left = () => made.device('kiosk-1-ticket-printer')?.ticketsLeft
    const change = () => made.hub.act({ type: 'change-roll', deviceId: 'kiosk-1-ticket-printer' })
    await made.pass('forecast', () => left() === 10, 100)
    await made.take()
    await made.take()
    await made.pass('fewer', () => left() === 0, 100)
    change()
    await made.pass('counted anew', () => left() === 10, 100)
    await made.take()
    await made.take()
    await made.pass('fewer again', () => left() === 0, 100)
    await made.restart()
    made.printer.set({ coverOpen: true })
    await made.pass('seen again', () => made.device('kiosk-1-ticket-printer')?.reason === 'cover-open', 100)
    // A restart reads the same word again and does not believe it twice.
    expect(left()).toBe(0)
    made.printer.set({ coverOpen: false })
    await made.agent.close()
    change()
    await made.restart()
    await made.pass('heard late', () => left() === 10, 100)
  })
  test('is reported coarsely: each change is an event of the log', () => {
    expect([null, 512, 101, 100, 99, 9].map((count) => supplyOf(count).ticketsLeft)).toEqual([
      undefined,
      500,
      100,
      100,
      90,
      0,
    ])
  })
})
