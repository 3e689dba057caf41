import { expect, test } from 'vitest'
import { choicesOf, configuredFor } from './agent_devices.ts'

const before = {
  signLine: { path: '/dev/ttyUSB0', template: 'our_signs.json', signs: [{ counterId: '1', address: 1 }] },
  callPads: { path: '/dev/ttyUSB1', template: 'our_pads.json', pads: [{ counterId: '1', address: 1 }] },
  evaluator: { path: '/dev/ttyUSB2', template: 'our_box.json', counterId: '1', padToken: 't' },
}

test('a rate that was left to the template stays left to it when nothing was changed', () => {
  const kept = configuredFor(before, choicesOf(before), new Map())
  expect(kept).toMatchObject(before)
  for (const line of [kept.signLine, kept.callPads, kept.evaluator])
    expect(line).not.toHaveProperty('baudRate')
})

test('a rate or template that was chosen is kept with its rate', () => {
  const shown = choicesOf(before)
  const { signLine, callPads } = shown
  if (signLine === null || callPads === null) throw new Error('both are there')
  const chosen = {
    ...shown,
    signLine: { ...signLine, baudRate: 4_800 },
    callPads: { ...callPads, template: 'other.json' },
  }
  const kept = configuredFor(before, chosen, new Map())
  expect(kept.signLine).toMatchObject({ baudRate: 4_800 })
  expect(kept.callPads).toMatchObject({ template: 'other.json', baudRate: 57_600 })
})
