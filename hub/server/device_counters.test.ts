import { expect, test } from 'vitest'
import type { DeviceCounters } from '#protocol'
import { type TestCentre, withCentre } from '#testing'

const counters: DeviceCounters = {
  deviceId: 'kiosk-1-id-card',
  bytesIn: 1_295,
  bytesOut: 10,
  framesIn: 7,
  framesOut: 8,
  checksumErrors: 2,
  strays: 1,
  echoes: 0,
  reconnects: 3,
  lastFault: 'cable pulled',
}

const reader = {
  family: 'id-card',
  name: '身份证阅读器',
  counterId: null,
  state: 'ready',
  reason: null,
} as const

async function tellCounters(centre: TestCentre, device: string, devices: readonly DeviceCounters[]) {
  const socket = await centre.device(device).socket(centre.hub().centre.head())
  await socket.until('welcome')
  socket.send({ type: 'device-counters', devices: [...devices] })
  // Answered in order: what came before the pong is done.
  socket.send({ type: 'ping' })
  await socket.until('pong')
  return socket
}

test('what a line has seen is shown to staff and in metrics, and writes no event', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const kiosk = await centre.device('kiosk-1').socket()
    await kiosk.until('snapshot')
    const body = { ...reader, deviceId: 'kiosk-1-id-card', commandId: centre.commandId() }
    kiosk.send({ type: 'command', command: { name: 'report-device', body } })
    await kiosk.until('result')
    kiosk.close()
    const head = centre.hub().centre.head()
    for (let i = 0; i < 5; i += 1) (await tellCounters(centre, 'kiosk-1', [counters])).close()
    expect(centre.hub().centre.head()).toBe(head)

    const manager = await centre.staff('zhao')
    const params = { id: 'kiosk-1-id-card' }
    expect(await manager.granted('getDeviceCounters', { params })).toEqual({
      counters,
      at: new Date(centre.clock.now()).toISOString(),
    })
    const page = await (await fetch(`${centre.url}/metrics`)).text()
    const labels = 'device="kiosk-1-id-card",family="id-card"'
    expect(page).toContain(`civic_hall_device_bytes_total{${labels},direction="in"} 1295`)
    expect(page).toContain(`civic_hall_device_frames_total{${labels},direction="out"} 8`)
    expect(page).toContain(`civic_hall_device_checksum_errors_total{${labels}} 2`)
    expect(page).toContain(`civic_hall_device_reconnects_total{${labels}} 3`)
  })
})

test('a machine tells of its own devices alone, and of those the centre knows', async () => {
  await withCentre({ store: 'memory' }, async (centre) => {
    const foreign = { ...counters, deviceId: 'display-1-announcer' }
    ;(await tellCounters(centre, 'kiosk-1', [foreign, counters])).close()
    const manager = await centre.staff('zhao')
    for (const id of ['display-1-announcer', 'kiosk-1-id-card'])
      expect(await manager.granted('getDeviceCounters', { params: { id } })).toEqual({
        counters: null,
        at: null,
      })
  })
})
