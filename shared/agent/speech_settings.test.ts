import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type AnnouncerRules, defaultPolicy } from '#domain'
import { usualPolicy } from '#drivers'
import { announcerSettings } from './speech_settings.ts'

test('a centre’s rules become minutes, and the machine makes them softer but no emergency', () => {
  const { style, policy } = announcerSettings(defaultPolicy, 0.5)
  expect(style).toMatchObject({ chime: true, times: 2, also: [], one: '一' })
  expect(policy).toEqual({
    ...usualPolicy,
    volume: 0.45,
    volumes: [{ from: 720, to: 780, volume: 0.3 }],
    quietHours: [{ from: 1_200, to: 420 }],
  })
})

test('whatever is set, volumes stay between 0 and 1 and times within a day', () => {
  const time = fc
    .tuple(fc.nat(23), fc.nat(59))
    .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
  const share = fc.double({ min: 0, max: 1, noNaN: true })
  const rules: fc.Arbitrary<AnnouncerRules> = fc.record({
    chime: fc.boolean(),
    times: fc.integer({ min: 1, max: 3 }),
    also: fc.subarray(['en', 'wuu'] as const),
    one: fc.constantFrom('一' as const, '幺' as const),
    volume: share,
    volumes: fc.array(fc.record({ from: time, to: time, volume: share }), { maxLength: 4 }),
    quietHours: fc.array(fc.record({ from: time, to: time }), { maxLength: 3 }),
  })
  fc.assert(
    fc.property(rules, share, (announcer, machine) => {
      const { policy } = announcerSettings({ announcer, zoneMinutes: 480 }, machine)
      for (const { volume, from, to } of policy.volumes) {
        expect(volume >= 0 && volume <= 1).toBe(true)
        expect(from >= 0 && from < 1_440 && to >= 0 && to < 1_440).toBe(true)
      }
      expect(policy.quietHours).toHaveLength(announcer.quietHours.length)
    }),
  )
})
