import { expect, test } from 'vitest'
import { enrolRoles, familyTerm } from './machine_terms.ts'

test('a family nobody has named goes by its own name', () => {
  expect(familyTerm('id-card').en).toBe('ID card reader')
  expect(familyTerm('weather-vane')).toEqual({ zh: 'weather-vane', en: 'weather-vane' })
})

test('a pad may be enrolled', () => {
  expect(enrolRoles).toContain('pad')
})
