import { expect, test } from 'vitest'
import { formOf } from './form.ts'

interface Record {
  readonly name: string
  readonly level: number | null
}

const form = (told: Partial<Record>[]) =>
  formOf<Record>({ name: 'A', level: 3 }, (part) => told.push(part), new Map([['name', 'empty']]), {
    name: 'Name',
  })

test('a field is bound to its part of the draft', () => {
  const told: Partial<Record>[] = []
  const { label, value, faults, onChange } = form(told).of('name')
  expect([label, value, faults.get('name')]).toEqual(['Name', 'A', 'empty'])
  onChange('B')
  expect(told).toEqual([{ name: 'B' }])
})

test('what must be something keeps what it had', () => {
  const told: Partial<Record>[] = []
  form(told).kept('name').onChange(null)
  form(told).of('level').onChange(null)
  expect(told).toEqual([{ level: null }])
})
