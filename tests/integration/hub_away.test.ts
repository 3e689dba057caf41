import { afterEach, expect, test } from 'vitest'
import { fictionalIdNumber } from '#testing'
import { type AwayHall, awayHall, type Machine } from './support/away_hall.ts'

let hall: AwayHall | null = null
afterEach(async () => {
  await hall?.close()
  hall = null
})

const open = async () => {
  hall = await awayHall()
  return hall
}
const issue = (visitor: object = { anonymous: true }) =>
  ({ name: 'issue', body: { serviceId: 'LC', ...visitor } }) as const

async function kioskReady(at: AwayHall, deviceId = 'kiosk-1'): Promise<Machine> {
  const kiosk = await at.machine('kiosk', deviceId, null)
  const isLeased = () => kiosk.page.centre.leases.some((lease) => lease.deviceId === deviceId)
  await at.pass('numbers leased', () => kiosk.page.live && isLeased())
  return kiosk
}
const numbersAt = async (at: AwayHall) =>
  (await (await at.staff('zhou')).granted('findTickets', { query: {} })).tickets.map((each) => each.number)

test('the hub is killed: the kiosk goes on, and what it gave is in the queue when the hub is back', async () => {
  const at = await open()
  const kiosk = await kioskReady(at)
  const first = await at.press(kiosk, issue())
  expect(first.answer).toMatchObject({ ok: true, value: { number: 'A001' } })
  await at.killHub()
  const idNumber = fictionalIdNumber(1)
  const away = await at.press(kiosk, issue({ visitor: { idNumber, name: '张示三' } }))
  expect(away.waitedMs).toBeLessThanOrEqual(3_000)
  expect(away.answer).toMatchObject({ ok: true, value: { number: 'A996', offline: { isEstimated: true } } })
  const next = await at.press(kiosk, issue())
  expect(next.answer).toMatchObject({ ok: true, value: { number: 'A997' } })
  expect(next.waitedMs).toBeLessThanOrEqual(100)
  await at.pass('both printed', () => kiosk.printer.tickets.length === 3)
  await at.pass('known to the page', () => kiosk.link()?.pending === 4)
  expect(kiosk.disk()).not.toContain(idNumber)
  expect(kiosk.disk()).not.toContain(Buffer.from('张示三').toString('latin1'))
  await at.startHub()
  const tookMs = await at.pass(
    'merged',
    () => kiosk.page.live && kiosk.link()?.pending === 0 && kiosk.link()?.connected === true,
  )
  expect(tookMs).toBeLessThanOrEqual(5_000)
  expect((await numbersAt(at)).sort()).toEqual(['A001', 'A996', 'A997'])
  const zhao = await at.staff('zhao')
  const atOne = (type: string) =>
    zhao.granted('counterCommand', {
      params: { counterId: '1' },
      body: { type, commandId: `${type}-${Math.random()}`.replace('0.', '00000000') } as never,
    })
  await atOne('open')
  for (const number of ['A001', 'A996', 'A997']) {
    expect(await atOne('call-next')).toMatchObject({ ticket: { number } })
    await atOne('arrive')
    await atOne('finish')
  }
})
