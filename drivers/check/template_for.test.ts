import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TemplateInput } from '../template/index.ts'
import { templateFor } from './template_for.ts'

const resources = fileURLToPath(new URL('../../resources', import.meta.url))
let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'civic-hall-template-'))
})
afterAll(() => rmSync(folder, { recursive: true }))

const keyReply = { key: { payload: [{ field: 'key', number: 'binary', size: 1 }] } } as const

describe('a right template that cannot serve its family is refused with what it lacks', () => {
  test.each([
    ['counter-sign', { operations: { ping: { payload: [{ bytes: '05' }] } } }, /a sign needs "show"/],
    ['evaluator', { keys: { '1': 'best' } }, /replies: needs "key"/],
    ['evaluator', { replies: keyReply }, /keys: name what each key means: best, good/],
    [
      'evaluator',
      { replies: keyReply, keys: { '1': 'best', '2': 'next' } },
      /keys\.2: "next" is none of best/,
    ],
    [
      'evaluator',
      { replies: { key: { payload: [{ bytes: '4B' }] } }, keys: { '1': 'best' } },
      /replies\.key: needs a field "key"/,
    ],
    ['call-pad', { replies: keyReply, keys: { '1': 'next' } }, /a call pad needs "poll"/],
    [
      'call-pad',
      { operations: { poll: { payload: [{ bytes: '05' }] } }, replies: keyReply, keys: { '1': 'nextt' } },
      /keys\.1: "nextt" is none of next, recall/,
    ],
  ] as const)('%s: %j', (family, own, sentence) => {
    const file = join(folder, 'mine.json')
    const template: TemplateInput = { name: 'mine', about: 'of a test', ...(own as Partial<TemplateInput>) }
    writeFileSync(file, JSON.stringify(template))
    const read = templateFor(family, resources, file)
    expect(read.ok ? '' : read.error).toMatch(sentence)
  })
})

test.each([
  ['counter-sign', 'dory_example'],
  ['counter-sign', 'kanban'],
  ['counter-sign', 'ascii_controller'],
  ['call-pad', 'call_pad_example'],
  ['evaluator', 'evaluator_example'],
] as const)('%s: the shipped %s can serve it', (family, name) => {
  expect(templateFor(family, resources, name).ok).toBe(true)
})
