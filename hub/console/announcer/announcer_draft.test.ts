import fc from 'fast-check'
import { expect, test } from 'vitest'
import { defaultPolicy } from '#domain'
import { announcerSchema } from '#protocol'
import { draftOf, percents, rulesOf } from './announcer_draft.ts'

test('what is edited and not changed is what it was', () => {
  expect(rulesOf(draftOf(defaultPolicy.announcer))).toEqual(defaultPolicy.announcer)
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 100 }), (percent) => {
      const rules = { ...defaultPolicy.announcer, volume: percent / 100 }
      expect(rulesOf(draftOf(rules))).toEqual(rules)
    }),
  )
})

test('every volume offered is one the hub takes', () => {
  for (const volume of percents) {
    const draft = { ...draftOf(defaultPolicy.announcer), volume }
    expect(announcerSchema.safeParse(rulesOf(draft)).success).toBe(true)
  }
})
