import { describe, expect, test } from 'vitest'
import { simulatedClock } from '#basics'
import { composeTicket } from '#ticket'
import { memoryCable } from '../transport/memory.ts'
import { ticketBytes } from './codec/ticket_bytes.ts'
import {
  breach,
  type FaultyPrinter,
  faultyPrinter,
  type InjectedFault,
  type Passing,
  printerFaults,
  runCase,
  type Stage,
  smallPaper,
  smallTemplate,
  stages,
  type Verdict,
} from './faults.fixture.ts'
import { openPrinterPair } from './printer_pair.ts'
import { pass, raster, until } from './test_bench.ts'
import type { PrintJob, PrintOutcome, TicketOutlet } from './types.ts'

const buffer = ticketBytes(composeTicket(smallTemplate, smallPaper('A012')), {
  charset: 'gbk',
  raster,
  pid: '0000',
  isHeard: true,
}).length
/** FAULT_EVERY_BYTE=1 strikes at each byte of the buffer instead of at its quarters. */
const allStages = stages(buffer, process.env.FAULT_EVERY_BYTE === '1')

type Build = (printers: readonly [FaultyPrinter, FaultyPrinter]) => Pick<TicketOutlet, 'print'>

async function verdictOf(fault: InjectedFault, stage: Stage, build: Build): Promise<Verdict> {
  const clock = simulatedClock(Date.UTC(2031, 2, 4, 1, 26))
  const time: Passing = { pass: (ms) => pass(clock, ms), until: (promise) => until(clock, promise) }
  const printers = [faultyPrinter(clock, memoryCable()), faultyPrinter(clock, memoryCable())] as const
  await time.pass(1_000)
  await printers[0].arm(fault, stage)
  // A fault that is there before the job is known by then, except where only asking shows it.
  if (stage.at === 'before') await time.pass(200)
  const verdict = await runCase(time, build(printers), printers)
  await Promise.all(printers.map(({ printer }) => printer.close()))
  return verdict
}

async function breaches(fault: InjectedFault, build: Build): Promise<string[]> {
  const found: string[] = []
  for (const stage of allStages) {
    const broken = breach(await verdictOf(fault, stage, build))
    if (broken !== null) found.push(`${fault} ${JSON.stringify(stage)}: ${broken}`)
  }
  return found
}

const single: Build = ([first]) => first.printer
const pair: Build = ([first, second]) => openPrinterPair(first.printer, second.printer)

describe.each([
  ['one printer', single],
  ['a pair', pair],
] as const)('%s, at every stage of a ticket', (_, build) => {
  test.each(printerFaults)('%s: one number is one ticket', async (fault) => {
    expect(await breaches(fault, build)).toEqual([])
  })
})

describe('a pair', () => {
  test.each(['paper-end', 'cover-open', 'offline', 'head-hot', 'unrecoverable', 'silent', 'cable'] as const)(
    'prints on the second what the first refuses for %s',
    async (fault) => {
      const verdict = await verdictOf(fault, { at: 'before' }, pair)
      expect(verdict).toEqual({ outcome: 'confirmed', papers: 1, whole: 1, unmarked: 1 })
    },
  )
  test.each(['silent', 'wrong-id', 'late-id', 'cable', 'unrecoverable'] as const)(
    'leaves the second alone when nobody knows what the first did: %s',
    async (fault) => {
      const verdict = await verdictOf(fault, { at: 'byte', n: Math.floor(buffer / 2) }, pair)
      expect(verdict.outcome).toBe('unknown')
    },
  )
  test('remembers over a restart what the second was given', async () => {
    const clock = simulatedClock(0)
    const printers = [faultyPrinter(clock, memoryCable()), faultyPrinter(clock, memoryCable())] as const
    await pass(clock, 1_000)
    await printers[0].arm('paper-end', { at: 'before' })
    await printers[1].arm('silent', { at: 'byte', n: 10 })
    const job: PrintJob = { jobId: 't.0', paper: smallPaper('A012') }
    expect((await until(clock, pair(printers).print(job))).printed).toBe('unknown')
    for (const each of printers) await each.recover()
    await pass(clock, 10_000)
    // A new pair over the same journals, as after a restart: the first could print now, and must not.
    expect((await until(clock, pair(printers).print(job))).printed).toBe('unknown')
    expect(printers[0].simulator.tickets()).toEqual([])
  })
})

describe('what is wrong on purpose is caught', () => {
  const again =
    (outlet: Pick<TicketOutlet, 'print'>, other: Pick<TicketOutlet, 'print'>): Build =>
    () => ({
      async print(job: PrintJob): Promise<PrintOutcome> {
        const outcome = await outlet.print(job)
        return outcome.printed === 'unknown' ? other.print({ ...job, jobId: `${job.jobId}x` }) : outcome
      },
    })
  test('a printer that is sent the ticket again when no answer came', async () => {
    const blind: Build = (printers) => again(printers[0].printer, printers[0].printer)(printers)
    expect(await breaches('wrong-id', blind)).not.toEqual([])
  })
  test('a pair that goes on to the second without knowing what the first did', async () => {
    const blind: Build = (printers) => again(printers[0].printer, printers[1].printer)(printers)
    expect(await breaches('silent', blind)).not.toEqual([])
  })
})
