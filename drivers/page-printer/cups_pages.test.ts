import { expect, test } from 'vitest'
import type { ProgramEnd, ProgramRun } from '../transport/index.ts'
import { cupsPagePrinter } from './cups_pages.ts'

/** A stand-in for lp that remembers what it was given and ends as it is told. */
function pages(end: ProgramEnd = { kind: 'exit', code: 0, said: '' }) {
  const runs: ProgramRun[] = []
  const printer = cupsPagePrinter('A4', async (run) => {
    runs.push(run)
    return end
  })
  if (printer === null) throw new Error('a queue')
  const pdf = Buffer.from('%PDF-1.7\n…')
  return { runs, pdf, print: (job = {}) => printer.print({ pdf, title: '办事指南', copies: 1, ...job }) }
}

test('a page goes to its queue as A4, whole', async () => {
  const { print, runs, pdf } = pages()
  expect(await print({ copies: 2 })).toEqual({ printed: 'taken' })
  expect(runs).toEqual([
    {
      program: 'lp',
      args: ['-d', 'A4', '-n', '2', '-t', '办事指南', '-o', 'media=A4', '-o', 'fit-to-page', '-s'],
      input: pdf,
      limitMs: 15_000,
    },
  ])
})

test('a title is never an option, nor two lines', async () => {
  const { print, runs } = pages()
  await print({ title: '-o\nraw' })
  expect(runs[0]?.args[5]).toBe('o raw')
})

test.each([
  [{ pdf: Buffer.from('<html>') }, 'not-a-pdf'],
  [{ pdf: Buffer.concat([Buffer.from('%PDF-'), Buffer.alloc(20_000_000)]) }, 'too-large'],
  [{ copies: 0 }, 'copies'],
  [{ copies: 21 }, 'copies'],
  [{ copies: 1.5 }, 'copies'],
])('what is none is refused before anything runs (%#)', async (job, reason) => {
  const { print, runs } = pages()
  expect(await print(job)).toEqual({ printed: 'refused', reason })
  expect(runs).toEqual([])
})

test.each([
  [
    { kind: 'not-started', said: 'ENOENT' },
    { printed: 'refused', reason: 'no-printer' },
  ],
  [
    { kind: 'stopped', said: '' },
    { printed: 'unknown', reason: 'no-answer' },
  ],
  [
    { kind: 'exit', code: 1, said: '' },
    { printed: 'unknown', reason: 'failed' },
  ],
] as const)('an lp that ends as %j', async (end, outcome) => {
  expect(await pages(end).print()).toEqual(outcome)
})

test('a queue’s name that could be an option is none', () => {
  expect(cupsPagePrinter('-o')).toBeNull()
})
