import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { openTestSocket, tokenOf, withCentre } from '#testing'
import { presence } from './presence.ts'

const kiosk = { kind: 'device', deviceId: 'kiosk-1', role: 'kiosk', counterId: null } as const
const pad = { kind: 'device', deviceId: 'pad-1', role: 'pad', counterId: '1' } as const

test('a machine is connected while one of its sockets is, and away since the last was closed', () => {
  const clock = simulatedClock(1_000)
  const board = presence(clock)
  expect(board.of('kiosk-1')).toBeNull()
  const first = board.came(kiosk, '10.0.0.5')
  clock.advance(1_000)
  const second = board.came(kiosk, '10.0.0.5')
  first()
  expect(board.of('kiosk-1')).toEqual({ isConnected: true, since: 1_000, trouble: null })
  clock.advance(1_000)
  second()
  expect(board.of('kiosk-1')).toEqual({ isConnected: false, since: 3_000, trouble: null })
})

test('one enrolment on two machines is seen while both are there; a page may be open at two places', () => {
  const board = presence(simulatedClock(0))
  board.came(kiosk, '10.0.0.5')
  const other = board.came(kiosk, '10.0.0.6')
  expect(board.of('kiosk-1')?.trouble).toBe('twice')
  other()
  expect(board.of('kiosk-1')?.trouble).toBeNull()
  board.came(pad, '10.0.0.5')
  board.came(pad, '10.0.0.6')
  expect(board.of('pad-1')?.trouble).toBeNull()
})

test('staff see which machines are there, and one whose program is of another version', async () => {
  await withCentre({}, async (centre) => {
    const manager = await centre.staff('zhou')
    const linkOf = async (id: string) => {
      const { devices } = await manager.granted('listDevices')
      return (devices as { id: string; link: unknown }[]).find((device) => device.id === id)?.link
    }
    expect(await linkOf('kiosk-1')).toBeNull()
    const socket = await centre.device('kiosk-1').socket(null)
    await socket.until('snapshot')
    expect(await linkOf('kiosk-1')).toMatchObject({ isConnected: true, trouble: null })
    const old = await openTestSocket(centre.hub().url)
    old.send({ type: 'hello', protocol: 99, token: tokenOf('kiosk-2'), lastRevision: null })
    expect((await old.until('goodbye')).problem.code).toBe('invalid')
    expect(await linkOf('kiosk-2')).toMatchObject({ isConnected: false, trouble: 'other-version' })
    socket.close()
    old.close()
    await expect.poll(() => linkOf('kiosk-1')).toMatchObject({ isConnected: false, trouble: null })
  })
})
