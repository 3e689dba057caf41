import { expect, test } from 'vitest'
import { codeSentence, devicesSentence, folderSentence, hubSentence } from './refusal_sentences.ts'

test('every refusal of an address, a code and a folder is said differently, in both languages', () => {
  const said = [
    ...(['bad-address', 'no-answer', 'not-a-hub'] as const).map(hubSentence),
    ...(['bad-code', 'too-often', 'no-answer', 'not-saved'] as const).map((code) => codeSentence({ code })),
    ...(['not-absolute', 'has-centre', 'no-centre', 'not-writable'] as const).map(folderSentence),
  ]
  for (const language of ['zh', 'en'] as const)
    expect(new Set(said.map((each) => each[language])).size).toBe(said.length)
})

test('a code for another machine: which one it is for, and that it stays good', () => {
  const { zh, en } = codeSentence({ code: 'other-role', role: 'pad' })
  expect(zh).toContain('“评价屏”')
  expect(zh).toContain('仍然有效')
  expect(en).toContain('evaluation pad')
})

test('a fault of a device begins with its name', () => {
  expect(devicesSentence({ code: 'bad-place', device: 'ticketPrinter' }).zh).toMatch(/^号票打印机：请/)
  expect(devicesSentence({ code: 'not-saved', device: null }).en).toMatch(/^The settings/)
})
