import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type KeySeen, noKeys, usualWedge, wedgeStep } from './wedge.ts'

/** What a run of keys came to. */
function typed(keys: readonly KeySeen[]) {
  let state = noKeys
  const scanned: string[] = []
  const swallowed: string[] = []
  for (const key of keys) {
    const step = wedgeStep(state, key)
    state = step.state
    if (step.scanned !== null) scanned.push(step.scanned)
    if (step.swallow) swallowed.push(key.key)
  }
  return { scanned, swallowed, state }
}

const at = (keys: readonly string[], gap: number, from = 0): KeySeen[] =>
  keys.map((key, i) => ({ key, repeat: false, at: from + i * gap }))
const link = 'https://hall.example/t/01J9ZQ4T7M8N5P6R7S8T9V0W1X'
const code = fc.stringMatching(/^[\x21-\x7e]{6,256}$/)

test('property: whatever is typed as fast as a scanner and ended is one code, also with Shift between', () => {
  fc.assert(
    fc.property(
      code,
      fc.integer({ min: 0, max: usualWedge.gapMs }),
      fc.constantFrom('Enter', 'Tab'),
      (text, gap, end) => {
        const keys = [...text].flatMap((key) => (/[A-Z]/.test(key) ? ['Shift', key] : [key]))
        const timed = at([...text, end], gap)
        expect(typed(timed).scanned).toEqual([text])
        const shifted = at([...keys, end], gap / 2)
        expect(typed(shifted).scanned).toEqual([text])
      },
    ),
  )
})

test('property: a person who types slower is never a scanner, and no key is taken away', () => {
  fc.assert(
    fc.property(code, fc.integer({ min: usualWedge.gapMs + 1, max: 400 }), (text, gap) => {
      const { scanned, swallowed } = typed(at([...text, 'Enter'], gap))
      expect([scanned, swallowed]).toEqual([[], []])
    }),
  )
})

test('one slow key in the middle ends the run: only what came after it may be a code', () => {
  const keys = [...at([...'abcdefgh'], 5), ...at([...'12345678', 'Enter'], 5, 1_000)]
  expect(typed(keys).scanned).toEqual(['12345678'])
})

test('a person’s key just before a scan is not part of the code', () => {
  const keys = [{ key: 'q', repeat: false, at: 0 }, ...at([...link, 'Enter'], 4, 300)]
  expect(typed(keys).scanned).toEqual([link])
})

test.each(['Escape', 'F12', 'Backspace', 'Delete', 'ArrowLeft', 'Control', '\u0000', '\u001b', 'é'])(
  'the key %j is never honoured: it ends the run and is left to the page',
  (key) => {
    const keys = at([...'12345678', key, ...'9', 'Enter'], 4)
    const { scanned, swallowed } = typed(keys)
    expect(scanned).toEqual([])
    expect(swallowed).not.toContain(key)
  },
)

test('a run that is too short is a hand on the keys; one that never ends is dropped whole and held in no memory', () => {
  expect(typed(at([...'12345', 'Enter'], 4)).scanned).toEqual([])
  const endless = at(Array<string>(5_000).fill('7'), 2)
  expect(typed(endless).state.text).toBe('')
  expect(typed([...endless, ...at(['Enter'], 2, 10_000)]).scanned).toEqual([])
  expect(typed([...endless, ...at([...link, 'Enter'], 2, 20_000)]).scanned).toEqual([link])
})

test('a clock that goes back does not make a scanner of a person', () => {
  expect(typed([...at([...'1234567'], -50, 1_000), { key: 'Enter', repeat: false, at: 0 }]).scanned).toEqual(
    [],
  )
})

test('a key that a person holds down is left to the page, and is no code even when Enter follows at once', () => {
  const held = at(Array<string>(40).fill('1'), 30).map((key, i) => ({ ...key, repeat: i > 0 }))
  const { scanned, swallowed } = typed([...held, { key: 'Enter', repeat: false, at: 40 * 30 }])
  expect([scanned, swallowed]).toEqual([[], []])
})
