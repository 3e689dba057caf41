import { expect, test } from 'vitest'
import { err, ok, simulatedClock } from '#basics'
import type { Transport } from '../transport/types.ts'
import { openTicketPrinter } from './driver.ts'
import { memoryJournal, pass, raster, samplePaper, until, wide } from './test_bench.ts'
import type { OneWayPolicy } from './transaction.ts'

/** A spooler that takes jobs as it is told to. */
function spooled(oneWay: OneWayPolicy) {
  const clock = simulatedClock(0)
  const taken: number[][] = []
  let answer: 'takes' | 'refuses' | 'fails' = 'takes'
  const transport: Transport = {
    name: 'spool://kiosk',
    oneWay: true,
    async open() {
      return ok({
        async write(bytes) {
          if (answer === 'refuses') return err('not-connected' as const)
          taken.push([...bytes])
          return answer === 'takes' ? ok(undefined) : err('write-failed' as const)
        },
        close: async () => undefined,
      })
    },
  }
  const { journal, jobs } = memoryJournal()
  const printer = openTicketPrinter({
    transport,
    clock,
    journal,
    model: {
      template: () => wide,
      raster,
      charset: 'gbk',
      proof: 'learn',
      oneWay,
      roll: { lengthMm: null, usedMm: 0, nearEndMm: 0, onUsed: () => undefined },
    },
    onStatus: () => undefined,
    onLateProof: () => undefined,
  })
  const print = () => until(clock, printer.print({ jobId: '1', paper: samplePaper }))
  const set = (how: typeof answer) => {
    answer = how
  }
  return { clock, printer, print, taken, jobs, set }
}

test('a printer that cannot be heard is a degraded one, and is asked nothing', async () => {
  const { clock, printer, taken } = spooled('trust')
  await pass(clock, 20_000)
  expect(printer.status()).toMatchObject({ state: 'degraded', reason: 'one-way' })
  expect(taken).toEqual([])
})

test('trust: what the spooler took is weakly confirmed, and the bytes ask for nothing', async () => {
  const { clock, print, taken, jobs } = spooled('trust')
  await pass(clock, 100)
  expect(await print()).toEqual({ printed: 'weak' })
  expect(await print()).toEqual({ printed: 'weak' })
  expect(taken).toHaveLength(1)
  const hex = Buffer.from(taken[0] ?? []).toString('hex')
  expect(hex).not.toContain('1d2848')
  expect(hex).not.toContain('1d7201')
  expect(jobs.size).toBe(0)
})

test('ask: every ticket is unknown until a person has looked', async () => {
  const { clock, printer, print, taken } = spooled('ask')
  await pass(clock, 100)
  expect(await print()).toEqual({ printed: 'unknown', reason: 'one-way', rest: 'may-print' })
  expect(await printer.unresolved()).toMatchObject([{ jobId: '1', state: 'unknown', reason: 'one-way' }])
  await print()
  expect(taken).toHaveLength(1)
})

test('refuse: it is a fault and gets nothing', async () => {
  const { clock, printer, print, taken } = spooled('refuse')
  await pass(clock, 100)
  expect(printer.status()).toMatchObject({ state: 'faulted', reason: 'one-way' })
  expect(await print()).toEqual({ printed: 'refused', reason: 'one-way' })
  expect(taken).toEqual([])
})

test('a spooler that took nothing refuses; one that failed half-way leaves it unknown', async () => {
  const { clock, print, jobs, set } = spooled('trust')
  await pass(clock, 100)
  set('refuses')
  expect(await print()).toEqual({ printed: 'refused', reason: 'offline' })
  expect(jobs.size).toBe(0)
  set('fails')
  expect(await print()).toEqual({ printed: 'unknown', reason: 'no-answer', rest: 'may-print' })
  expect(jobs.size).toBe(1)
})
