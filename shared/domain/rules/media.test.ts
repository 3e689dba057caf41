import { expect, test } from 'vitest'
import type { Actor } from '../commands.ts'
import { granted, openHall, refusalOf, system } from '../hall.fixture.ts'
import type { Medium, PlayReport } from '../media/medium.ts'
import { fromSnapshot, toSnapshot } from '../snapshot.ts'

const screen: Actor = { kind: 'device', deviceId: 'hall-1', role: 'display', counterId: null }
const medium: Medium = {
  id: 'M1',
  title: { zh: '宪法宣传周', en: 'Constitution week' },
  kind: 'picture',
  bytes: 1_000,
  sha256: 'a'.repeat(64),
  priority: 'city',
  validFrom: 0,
  validUntil: null,
  daily: null,
  order: 0,
  enabled: true,
}
const save = (given: Partial<Medium> = {}) =>
  ({ type: 'save-medium', medium: { ...medium, ...given } }) as const
const report = (given: Partial<PlayReport> = {}) =>
  ({
    type: 'report-plays',
    report: { mediumId: 'M1', day: '2020-03-02', plays: 2, seconds: 20, ...given },
  }) as const

test('a medium is saved, changed in what may change, and removed; the same again is nothing', () => {
  const hall = openHall()
  granted(hall.run(save(), system))
  const { revision } = hall.state
  granted(hall.run(save(), system))
  expect(hall.state.revision).toBe(revision)
  granted(hall.run(save({ enabled: false, order: 3 }), system))
  expect(hall.state.media.get('M1')).toMatchObject({ enabled: false, order: 3 })
  granted(hall.run({ type: 'remove-medium', mediumId: 'M1' }, system))
  expect(hall.state.media.size).toBe(0)
  expect(refusalOf(hall.run({ type: 'remove-medium', mediumId: 'M1' }, system))).toBe('not-found')
})

test('another file is another medium', () => {
  const hall = openHall()
  granted(hall.run(save(), system))
  for (const other of [{ sha256: 'b'.repeat(64) }, { bytes: 2 }, { kind: 'video' as const }])
    expect(refusalOf(hall.run(save(other), system))).toBe('invalid')
})

test('what can never be shown is not saved', () => {
  const hall = openHall()
  expect(refusalOf(hall.run(save({ validFrom: 5, validUntil: 5 }), system))).toBe('invalid')
  expect(refusalOf(hall.run(save({ kind: 'text', bytes: 1_000_000 }), system))).toBe('too-large')
  for (let n = 0; n < 200; n++) granted(hall.run(save({ id: `M${n}` }), system))
  expect(refusalOf(hall.run(save({ id: 'one-more' }), system))).toBe('too-large')
})

test('the play log is one document a medium, screen and day, whose version and sums grow', () => {
  const hall = openHall()
  granted(hall.run(report(), screen))
  granted(hall.run(report({ plays: 1, seconds: 10 }), screen))
  granted(hall.run(report(), { ...screen, deviceId: 'hall-2' }))
  granted(hall.run(report({ mediumId: 'M2' }), screen))
  expect([...hall.state.plays]).toMatchObject([
    ['2020-03-02 hall-1 M1', { version: 2, plays: 3, seconds: 30 }],
    ['2020-03-02 hall-2 M1', { version: 1, plays: 2, seconds: 20 }],
    ['2020-03-02 hall-1 M2', { version: 1, plays: 2, seconds: 20 }],
  ])
  expect(new Set([...hall.state.plays.values()].map(({ id }) => id)).size).toBe(3)
  expect(fromSnapshot(JSON.parse(JSON.stringify(toSnapshot(hall.state)))).plays).toEqual(hall.state.plays)
})

test('no screen has shown anything on a day that is not yet', () => {
  const hall = openHall()
  expect(refusalOf(hall.run(report({ day: '2199-01-01' }), screen))).toBe('invalid')
})

test('the play log of days long gone is forgotten here; told of later it is a document of its own', () => {
  const hall = openHall()
  granted(hall.run(report({ day: '2020-01-01' }), screen))
  const [first] = hall.state.plays.values()
  granted(hall.run({ type: 'close-day' }, system))
  granted(hall.run({ type: 'open-day', businessDay: '2099-01-02' }, system))
  expect(hall.state.plays.size).toBe(0)
  granted(hall.run(report({ day: '2020-01-01' }), screen))
  const [later] = hall.state.plays.values()
  expect(later).toMatchObject({ version: 1, plays: 2 })
  expect(later?.id).not.toBe(first?.id)
})
