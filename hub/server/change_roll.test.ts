import { expect, test } from 'vitest'
import { withCentre } from '#testing'

const printer = {
  family: 'ticket-printer',
  name: '号票打印机',
  counterId: null,
  state: 'degraded',
  reason: 'near-end',
} as const

test('a changed roll is in the log with who said so, and not everybody may say it', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const kiosk = await centre.device('kiosk-1').socket()
    await kiosk.until('snapshot')
    const deviceId = 'kiosk-1-ticket-printer'
    const body = { ...printer, deviceId, ticketsLeft: 20, commandId: centre.commandId() }
    kiosk.send({ type: 'command', command: { name: 'report-device', body } })
    await kiosk.until('result')
    const order = () => ({ params: { id: deviceId }, body: { commandId: centre.commandId() } })
    expect(await (await centre.staff('zhao')).refusal('changeRoll', order())).toBe('forbidden')
    const manager = await centre.staff('zhou')
    expect(await manager.refusal('changeRoll', { ...order(), params: { id: 'kiosk-9' } })).toBe('not-found')
    const once = order()
    await manager.granted('changeRoll', once)
    // Sent again under its id it is the same change.
    await manager.granted('changeRoll', once)
    const events = centre
      .hub()
      .centre.recentAfter(0)
      ?.filter((text) => text.includes('"RollChanged"'))
    expect(events).toHaveLength(1)
    expect(events?.[0]).toMatch(/"staffId":"[^"]+"/)
    expect(centre.hub().centre.state().devices.get(deviceId)?.rollChangedAt).toBe(centre.clock.now())
    kiosk.close()
  })
})
