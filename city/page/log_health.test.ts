import { expect, test } from 'vitest'
import type { CityRecord } from '#protocol'
import { logHealth } from './log_health.ts'

const record = (revision: number, prevHash = `h${revision - 1}`): CityRecord => ({
  revision,
  msgType: 'TICKET_EVENT',
  at: '2026-06-03T01:00:00.000Z',
  type: 'TicketIssued',
  data: {},
  prevHash,
  hash: `h${revision}`,
})

test('a whole stretch may begin anywhere', () => {
  expect(logHealth([])).toEqual({ missingFrom: null, brokenAt: null })
  expect(logHealth([record(7), record(8), record(9)])).toEqual({ missingFrom: null, brokenAt: null })
})

test('the first gap and the first break are named', () => {
  expect(logHealth([record(1), record(4), record(6)]).missingFrom).toBe(2)
  expect(logHealth([record(1), record(2, 'other'), record(3, 'worse')]).brokenAt).toBe(2)
})
