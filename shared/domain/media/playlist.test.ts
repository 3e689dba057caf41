import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Medium, MediumPriority } from './medium.ts'
import { mediaAhead, mediaInOrder, playingNow } from './playlist.ts'

const noon = Date.parse('2026-11-23T12:00:00+08:00')
const shanghai = 480
const hourMs = 3_600_000

const mediumOf = (given: Partial<Medium>): Medium => ({
  id: 'M1',
  title: { zh: '宣传', en: 'Notice' },
  kind: 'picture',
  bytes: 1,
  sha256: '0'.repeat(64),
  priority: 'own',
  validFrom: 0,
  validUntil: null,
  daily: null,
  order: 0,
  enabled: true,
  ...given,
})
const ids = (media: readonly Medium[]) => media.map(({ id }) => id)

test('the city comes before the district, that before the centre itself; then as they are listed', () => {
  const media = [
    mediumOf({ id: 'own', order: 0 }),
    mediumOf({ id: 'later', priority: 'city', order: 2 }),
    mediumOf({ id: 'district', priority: 'district' }),
    mediumOf({ id: 'first', priority: 'city', order: 1 }),
  ]
  expect(ids(playingNow(media, noon, shanghai))).toEqual(['first', 'later', 'district', 'own'])
})

test('something urgent stands alone until it is over; then the rest comes back', () => {
  const media = [
    mediumOf({ id: 'own' }),
    mediumOf({ id: 'urgent', priority: 'urgent', validUntil: noon + hourMs }),
  ]
  expect(ids(playingNow(media, noon, shanghai))).toEqual(['urgent'])
  expect(ids(playingNow(media, noon + hourMs, shanghai))).toEqual(['own'])
})

describe('hours of the day are the centre’s', () => {
  test.each([
    ['11:00', '13:00', true],
    ['12:00', '12:01', true],
    ['11:00', '12:00', false],
    ['12:01', '24:00', false],
    ['20:00', '12:01', true],
    ['20:00', '07:00', false],
    ['09:00', '09:00', true],
  ])('from %s to %s at noon: %s', (from, to, plays) => {
    const media = [mediumOf({ daily: { from, to } })]
    expect(playingNow(media, noon, shanghai).length === 1).toBe(plays)
  })
})

const priorities: readonly MediumPriority[] = ['urgent', 'city', 'district', 'own']
const time = fc.nat(23).map((hour) => `${String(hour).padStart(2, '0')}:00`)
const medium = fc
  .record({
    priority: fc.constantFrom(...priorities),
    order: fc.nat(3),
    enabled: fc.boolean(),
    validFrom: fc.integer({ min: -5, max: 5 }).map((hours) => noon + hours * hourMs),
    lasts: fc.option(fc.integer({ min: 1, max: 10 }), { nil: null }),
    daily: fc.option(fc.record({ from: time, to: time }), { nil: null }),
  })
  .map(({ lasts, ...given }) => ({
    ...given,
    validUntil: lasts === null ? null : given.validFrom + lasts * hourMs,
  }))
const list = fc
  .array(medium, { maxLength: 12 })
  .map((given) => given.map((each, place) => mediumOf({ ...each, id: `M${place}` })))
const moment = fc.integer({ min: -30, max: 30 }).map((hours) => noon + hours * hourMs)

test('nothing is shown that is off, not yet valid or over; what is shown was kept ahead; urgent is alone', () => {
  fc.assert(
    fc.property(list, moment, (media, now) => {
      const playing = playingNow(media, now, shanghai)
      for (const { enabled, validFrom, validUntil } of playing) {
        expect(enabled).toBe(true)
        expect(validFrom).toBeLessThanOrEqual(now)
        expect(validUntil ?? Number.POSITIVE_INFINITY).toBeGreaterThan(now)
      }
      expect(ids(mediaAhead(media, now))).toEqual(expect.arrayContaining(ids(playing)))
      // What will be shown in an hour, or in a day, is on the disk by now.
      for (const later of [hourMs, 24 * hourMs])
        expect(ids(mediaAhead(media, now))).toEqual(
          expect.arrayContaining(ids(playingNow(media, now + later, shanghai))),
        )
      const kinds = new Set(playing.map(({ priority }) => priority === 'urgent'))
      expect(kinds.size).toBeLessThanOrEqual(1)
    }),
  )
})

test('the order is the same however the list came', () => {
  fc.assert(
    fc.property(list, fc.nat(), (media, seed) => {
      const turned = [...media.slice(seed % (media.length + 1)), ...media.slice(0, seed % (media.length + 1))]
      expect(mediaInOrder(turned)).toEqual(mediaInOrder(media))
      const ranks = mediaInOrder(media).map(({ priority }) => priorities.indexOf(priority))
      expect(ranks).toEqual([...ranks].sort((a, b) => a - b))
    }),
  )
})
