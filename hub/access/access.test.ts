import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type SimulatedClock, simulatedClock } from '#basics'
import { emptyCentre } from '#domain'
import { openDatabase, type SqliteDatabase } from '#sqlite'
import { testStaff } from '#testing'
import { idSource } from '../core/ids.ts'
import { migrations } from '../store/migrations.ts'
import { sqliteRows } from '../store/rows.ts'
import { type Access, accessRules, openAccess, waitAfter } from './access.ts'
import { openAccessStore } from './access_store.ts'
import { rateLimit } from './rate_limit.ts'

let clock: SimulatedClock
let database: SqliteDatabase
let access: Access
const state = emptyCentre()
const open = () => openAccess(openAccessStore(sqliteRows(database)), () => state, clock, idSource(clock))

beforeEach(() => {
  clock = simulatedClock(Date.parse('2026-03-02T01:00:00Z'))
  database = openDatabase({ file: ':memory:', migrations })
  for (const staff of testStaff) state.staff.set(staff.id, staff)
  access = open()
})
afterEach(() => database.close())

describe('log-in', () => {
  const outcome = async (password: string) => {
    const answer = await access.login('zhao', password)
    return answer.ok ? 'in' : answer.error.code
  }
  beforeEach(() => access.setPassword('staff-1', 'right password'))

  test('gives a session that outlives the process and ends after twelve hours', async () => {
    const session = await access.login('zhao', 'right password')
    if (!session.ok) throw new Error('refused')
    const { token } = session.value
    expect(await open().identify(token)).toEqual({ kind: 'staff', staffId: 'staff-1', roles: ['counter'] })
    clock.advance(accessRules.sessionMs - 1)
    expect(await access.identify(token)).not.toBeNull()
    clock.advance(1)
    expect(await access.identify(token)).toBeNull()
  })

  test('rights follow the person: a disabled account is out at once', async () => {
    const session = await access.login('zhao', 'right password')
    const [zhao] = testStaff
    if (!session.ok || zhao === undefined) throw new Error('refused')
    state.staff.set('staff-1', { ...zhao, roles: ['guide'] })
    expect(await access.identify(session.value.token)).toMatchObject({ roles: ['guide'] })
    state.staff.set('staff-1', { ...zhao, enabled: false })
    expect(await access.identify(session.value.token)).toBeNull()
    expect(await outcome('right password')).toBe('login-failed')
  })

  test('the fifth wrong password waits 15 s, each further one twice as long; the right one clears it', async () => {
    for (let wrong = 0; wrong < 5; wrong++) expect(await outcome('wrong')).toBe('login-failed')
    expect(await outcome('right password')).toBe('login-locked')
    clock.advance(15_000)
    expect(await outcome('wrong')).toBe('login-failed')
    clock.advance(29_999)
    expect(await outcome('right password')).toBe('login-locked')
    clock.advance(1)
    expect(await outcome('right password')).toBe('in')
    expect(await outcome('wrong')).toBe('login-failed')
    expect(await outcome('right password')).toBe('in')
  })

  test('after fifteen only a new password helps', async () => {
    for (let wrong = 0; wrong < accessRules.lockedTries; wrong++) {
      await access.login('zhao', 'wrong')
      clock.advance(Math.min(waitAfter(wrong + 1), 24 * 3_600_000))
    }
    clock.advance(365 * 24 * 3_600_000)
    expect(await outcome('right password')).toBe('login-locked')
    await access.setPassword('staff-1', 'new password')
    expect(await outcome('new password')).toBe('in')
  })

  test('guesses at the same moment are counted like guesses in a row', async () => {
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => outcome('wrong')))
    expect(outcomes.filter((each) => each === 'login-failed')).toHaveLength(5)
  })

  test('an unknown user is told the same as a wrong password', async () => {
    expect(await access.login('nobody', 'right password')).toEqual(await access.login('zhao', 'wrong'))
  })

  test('logging out ends the session', async () => {
    const session = await access.login('zhao', 'right password')
    if (!session.ok) throw new Error('refused')
    await access.logout(session.value.token)
    expect(await access.identify(session.value.token)).toBeNull()
  })
})

describe('pairing', () => {
  const tablet = { role: 'pad', name: '1号窗口评价屏', counterId: '1' } as const

  test('a code is traded once, however it is typed', async () => {
    const { code, deviceId } = await access.enrol(tablet)
    const paired = await access.pair(` ${code.slice(0, 4).toLowerCase()}-${code.slice(4)}`)
    if (!paired.ok) throw new Error('refused')
    expect(await access.identify(paired.value.token)).toEqual({
      kind: 'device',
      deviceId,
      role: 'pad',
      counterId: '1',
    })
    expect((await access.pair(code)).ok).toBe(false)
    expect(await access.revoke(deviceId)).toBe(true)
    expect(await access.identify(paired.value.token)).toBeNull()
  })

  test('a code for another kind of machine is refused and stays good', async () => {
    const { code, deviceId } = await access.enrol(tablet)
    expect(await access.pair(code, ['kiosk'])).toMatchObject({
      error: { code: 'pairing-role', detail: { role: 'pad' } },
    })
    expect(await access.pair(code, ['counter', 'guide', 'pad'])).toMatchObject({
      value: { deviceId, ...tablet },
    })
  })

  test('a code is good for five minutes', async () => {
    const { code } = await access.enrol(tablet)
    clock.advance(accessRules.pairingMs)
    expect((await access.pair(code)).ok).toBe(false)
  })

  test('five wrong guesses end every open code', async () => {
    const { code } = await access.enrol(tablet)
    for (let guess = 0; guess < accessRules.pairingTries; guess++)
      expect((await access.pair('ZZZZZZZZ')).ok).toBe(false)
    expect((await access.pair(code)).ok).toBe(false)
  })

  test('nothing in the database is a token, a code or a password', async () => {
    await access.setPassword('staff-1', 'right password')
    const { code } = await access.enrol(tablet)
    const session = await access.login('zhao', 'right password')
    const bytes = database.serialize().toString('latin1')
    expect(session.ok && bytes.includes(session.value.token)).toBe(false)
    expect(bytes.includes(code) || bytes.includes('right password')).toBe(false)
    expect(bytes).toMatch(/\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
  })
})

test('a rate limit gives its burst, then its rate, to each sender apart', () => {
  const limit = rateLimit({ burst: 3, perSecond: 2 }, clock)
  expect([1, 2, 3].map(() => limit('a'))).toEqual([0, 0, 0])
  expect(limit('a')).toBe(1)
  expect(limit('b')).toBe(0)
  clock.advance(500)
  expect(limit('a')).toBe(0)
  expect(limit('a')).toBe(1)
})
