import { randomUUID } from 'node:crypto'
import { afterEach, expect, test } from 'vitest'
import { fictionalIdNumber } from '#testing'
import { type AwayHall, awayHall, type Machine } from './support/away_hall.ts'

let hall: AwayHall | null = null
afterEach(async () => {
  await hall?.close()
  hall = null
})

const quarter = 15 * 60_000

async function kioskReady(at: AwayHall, deviceId: string): Promise<Machine> {
  const kiosk = await at.machine('kiosk', deviceId, null)
  const isLeased = () => kiosk.page.centre.leases.some((lease) => lease.deviceId === deviceId)
  await at.pass('numbers leased', () => kiosk.page.live && isLeased())
  return kiosk
}

test('the hub is killed: two kiosks check the same booking in by its code, one has it, a person is told of the other', async () => {
  hall = await awayHall({ bookable: true })
  const at = hall
  const kiosks = [await kioskReady(at, 'kiosk-1'), await kioskReady(at, 'kiosk-2')]
  const guide = await at.staff('li')
  const slotAt = new Date(Math.ceil((at.clock.now() + 60_000) / quarter) * quarter).toISOString()
  const idNumber = fictionalIdNumber(1)
  const visitor = { name: '张示三', idNumber }
  const { code } = await guide.granted('book', {
    body: { serviceId: 'LC', slotAt, visitor, commandId: randomUUID() },
  })
  await at.pass('known there', () => kiosks.every(({ page }) => page.centre.bookings.size === 1))
  await at.killHub()
  await at.pass('the loss', () => kiosks.every((kiosk) => kiosk.link()?.connected === false))

  const given: string[] = []
  for (const kiosk of kiosks) {
    // As the page finds a typed code: in its mirror.
    const booking = [...kiosk.page.centre.bookings.values()].find((each) => each.code === code)
    const checkIn = { name: 'check-in', bookingId: booking?.id ?? '', body: {} } as const
    const { answer, waitedMs } = await at.press(kiosk, checkIn)
    expect(answer).toMatchObject({ ok: true, value: { number: expect.stringMatching(/^A9\d\d$/) } })
    expect(waitedMs).toBeLessThan(3_000)
    await at.pass('on paper', () => kiosk.printer.tickets().length === 1)
    given.push(answer.ok ? answer.value.number : '')
    expect(kiosk.disk()).not.toContain(idNumber)
  }
  await at.startHub()
  const isHome = ({ page, link }: Machine) => page.live && link()?.pending === 0 && link()?.connected === true
  await at.pass('merged', () => kiosks.every(isHome))
  const [{ page }] = kiosks as [Machine]
  await at.pass('both in the queue', () => page.centre.live.size === 2)
  const tickets = [...page.centre.live.values()]
  expect(tickets.map(({ number }) => number).sort()).toEqual(given.sort())
  const booked = tickets.filter(({ bookingId }) => bookingId !== undefined && bookingId !== null)
  expect(booked).toHaveLength(1)
  const other = given.find((number) => number !== booked[0]?.number)
  expect([...page.centre.conflicts.values()]).toMatchObject([{ kind: 'booking-used', number: other }])
})
