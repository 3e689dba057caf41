import { expect, test } from 'vitest'
import { keyIsAllowed } from './key_filter.ts'

const press = (combination: string) => {
  const parts = combination.split('-')
  return {
    key: parts.at(-1) ?? '',
    control: parts.includes('Ctrl'),
    alt: parts.includes('Alt'),
    meta: parts.includes('Meta'),
  }
}

test.each([
  ['a', true, true],
  ['中', true, true],
  ['7', true, true],
  ['Enter', true, true],
  ['Backspace', true, true],
  ['Ctrl-c', false, true],
  ['Ctrl-C', false, true],
  ['F2', false, true],
  ['Ctrl-Alt-@', false, true],
  ['F5', false, true],
  ['F11', false, false],
  ['F12', false, false],
  ['Ctrl-r', false, false],
  ['Ctrl-p', false, false],
  ['Ctrl-w', false, false],
  ['Ctrl-+', false, false],
  ['Ctrl-I', false, false],
  ['Alt-F4', false, false],
  ['Alt-ArrowLeft', false, false],
  ['Meta-d', false, false],
  ['BrowserBack', false, false],
  ['ContextMenu', false, false],
  ['PrintScreen', false, false],
])('%s: public page %s, staff page %s', (combination, onPublic, onStaff) => {
  expect(keyIsAllowed(press(combination), true)).toBe(onPublic)
  expect(keyIsAllowed(press(combination), false)).toBe(onStaff)
})
