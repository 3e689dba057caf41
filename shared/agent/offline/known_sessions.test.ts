import { expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { knownSessions } from './known_sessions.ts'

const hour = 3_600_000

test('a session counts for a working day, over a restart too, and nothing that is kept opens anything', () => {
  const clock = simulatedClock(0)
  const rows = new Map<string, unknown>()
  const table = () => ({
    all: () => [...rows.values()],
    put: (key: string, row: unknown) => void rows.set(key, row),
    remove: (key: string) => void rows.delete(key),
  })
  knownSessions({ table } as never, clock).accepted('secret-token', 'staff-1')
  expect(JSON.stringify([...rows])).not.toContain('secret-token')
  const again = knownSessions({ table } as never, clock)
  expect([again.isKnown('secret-token'), again.staffOf('secret-token')]).toEqual([true, 'staff-1'])
  expect(again.isKnown('another')).toBe(false)
  clock.advance(14 * hour)
  expect(again.isKnown('secret-token')).toBe(false)
})

test('on a full disk a session is known all the same until the machine is started again', () => {
  const full = () => {
    throw new Error('database or disk is full')
  }
  const old = { key: 'of yesterday', at: -24 * hour, staffId: null }
  const table = () => ({ all: () => [old], put: full, remove: full })
  const sessions = knownSessions({ table } as never, simulatedClock(0))
  sessions.accepted('secret-token', 'staff-1')
  expect(sessions.isKnown('secret-token')).toBe(true)
})
