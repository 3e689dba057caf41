import type { SimulatedClock } from '#basics'
import { samplePapers, type TicketPaper, type TicketTemplate, usualTemplates } from '#ticket'
import type { MemoryCable } from '../transport/memory.ts'
import { openTicketPrinter } from './driver.ts'
import type { PrintedTicket } from './simulator/document.ts'
import { goodOrder } from './simulator/state.ts'
import { type PrinterSwitches, type SimulatedTicketPrinter, simulateTicketPrinter } from './simulator.ts'
import { memoryJournal, raster } from './test_bench.ts'
import type { PrintJournal, TicketOutlet, TicketPrinter } from './types.ts'

/** What can go wrong with a printer, at any moment. */
export const printerFaults = [
  'none',
  'paper-end',
  'near-end',
  'cover-open',
  'cutter',
  'offline',
  'head-hot',
  'unrecoverable',
  'silent',
  'wrong-id',
  'late-id',
  'cable',
] as const
export type InjectedFault = (typeof printerFaults)[number]

/** When it goes wrong: before the job, once it is journalled, at a byte of its buffer, or so many ms after the last. */
export type Stage =
  | { readonly at: 'before' }
  | { readonly at: 'journalled' }
  | { readonly at: 'byte'; readonly n: number }
  | { readonly at: 'after'; readonly ms: number }

/** A ticket small enough for every byte of it to be a stage. */
export const smallTemplate: TicketTemplate = {
  ...usualTemplates[80],
  rows: usualTemplates[80].rows.filter(
    (row) => row.kind === 'cut' || (row.kind === 'text' && ['{number}', '【{marks}】'].includes(row.text)),
  ),
}
export const smallPaper = (number: string, marks: readonly string[] = []): TicketPaper => ({
  ...samplePapers.normal,
  number,
  marks,
})

const switched: Partial<Record<InjectedFault, Partial<PrinterSwitches>>> = {
  'paper-end': { paperEnd: true },
  'near-end': { nearEnd: true },
  'cover-open': { coverOpen: true },
  cutter: { cutterJam: true },
  offline: { offline: true },
  'head-hot': { headHot: true },
  unrecoverable: { unrecoverable: true },
  silent: { silent: true },
}

/** The wire between a driver and a simulator, whatever carries it. */
export interface FaultWire extends Pick<MemoryCable, 'transport' | 'send' | 'onBytes'> {
  unplug(): void | Promise<void>
  plugIn(): void | Promise<void>
}

const lateMs = 12_000
const isPid = (bytes: Uint8Array) => bytes[0] === 0x37 && bytes[1] === 0x22

/** One printer on its wire, with a fault that waits for its stage. */
export interface FaultyPrinter {
  readonly printer: TicketPrinter
  readonly simulator: SimulatedTicketPrinter
  /** Arms a fault; it strikes once. */
  arm(fault: InjectedFault, stage: Stage): Promise<void>
  /** Everything is put right by hand, and whatever is still in the buffer may print. */
  recover(): Promise<void>
  lateProofs(): readonly string[]
}

/** Opens a printer whose faults can be placed to the byte. */
export function faultyPrinter(clock: SimulatedClock, wire: FaultWire): FaultyPrinter {
  let armed: { readonly fault: InjectedFault; readonly stage: Stage } | null = null
  let ids: 'right' | 'wrong' | 'late' = 'right'
  let isCut = false
  let receive: (bytes: Uint8Array) => void = () => undefined
  const late: string[] = []
  const { journal } = memoryJournal()

  const simulator = simulateTicketPrinter(
    {
      send(bytes) {
        if (!isPid(bytes) || ids === 'right') return wire.send(bytes)
        if (ids === 'wrong') return wire.send(Uint8Array.of(0x37, 0x22, 0x21, 0x21, 0x21, 0x21, 0x00))
        clock.after(lateMs, () => wire.send(bytes))
      },
      onBytes(given) {
        receive = given
      },
    },
    clock,
    { widthDots: smallTemplate.dots },
  )
  const strike = () => {
    const fault = armed?.fault ?? 'none'
    armed = null
    if (fault === 'wrong-id') ids = 'wrong'
    if (fault === 'late-id') ids = 'late'
    isCut = fault === 'cable'
    simulator.set(switched[fault] ?? {})
    return isCut ? wire.unplug() : undefined
  }
  const take = (bytes: Uint8Array) => {
    const stage = armed?.stage
    const isTicket = bytes[0] === 0x1b && bytes[1] === 0x40
    if (!isTicket || stage === undefined) return receive(bytes)
    if (stage.at === 'after') {
      receive(bytes)
      clock.after(stage.ms, () => void strike())
      return
    }
    if (stage.at !== 'byte') return receive(bytes)
    receive(bytes.subarray(0, stage.n))
    void strike()
    // What follows a pulled cable never arrives.
    if (!isCut) receive(bytes.subarray(stage.n))
  }
  wire.onBytes(take)
  const watched: PrintJournal = {
    ...journal,
    async put(job) {
      await journal.put(job)
      if (job.state === 'sent' && armed?.stage.at === 'journalled') await strike()
    },
  }
  const printer = openTicketPrinter({
    transport: wire.transport,
    clock,
    journal: watched,
    model: {
      template: () => smallTemplate,
      raster,
      charset: 'gbk',
      proof: 'process-id',
      oneWay: 'trust',
      roll: { lengthMm: null, usedMm: 0, nearEndMm: 0, onUsed: () => undefined },
    },
    onStatus: () => undefined,
    onLateProof: (jobId) => late.push(jobId),
  })
  return {
    printer,
    simulator,
    async arm(fault, stage) {
      armed = { fault, stage }
      if (stage.at === 'before') await strike()
    },
    async recover() {
      armed = null
      ids = 'right'
      await wire.plugIn()
      isCut = false
      simulator.set(goodOrder)
      simulator.reload()
    },
    lateProofs: () => late,
  }
}

const numberOn = (ticket: PrintedTicket) => ticket.lines.some((line) => line.text.includes('A012'))
const isMarked = (ticket: PrintedTicket) => ticket.lines.some((line) => line.text.includes('补打'))

/** What came of one ticket. */
export interface Verdict {
  readonly outcome: string
  /** Papers with its number, torn ones too, before anybody asked again. */
  readonly papers: number
  readonly whole: number
  /** Papers with its number and no mark, in the end. */
  readonly unmarked: number
}

/** How a case is run: time passes by these. */
export interface Passing {
  pass(ms: number): Promise<void>
  until<T>(promise: Promise<T>): Promise<T>
}

/**
 * One ticket with one fault: printed, the fault put right, and then what a person does: the same job again when it was
 * refused, a marked one when nobody knows.
 */
export async function runCase(
  time: Passing,
  outlet: Pick<TicketOutlet, 'print'>,
  printers: readonly FaultyPrinter[],
): Promise<Verdict> {
  const papers = () => printers.flatMap(({ simulator }) => simulator.tickets()).filter(numberOn)
  const { printed: outcome } = await time.until(outlet.print({ jobId: 't.0', paper: smallPaper('A012') }))
  for (const each of printers) await each.recover()
  await time.pass(15_000)
  const before = papers()
  const again =
    outcome === 'refused'
      ? { jobId: 't.0', paper: smallPaper('A012') }
      : outcome === 'unknown'
        ? { jobId: 't.1', paper: smallPaper('A012', ['补打']) }
        : null
  if (again !== null) await time.until(outlet.print(again))
  await time.pass(3_000)
  return {
    outcome,
    papers: before.length,
    whole: before.filter(({ cutAtEnd }) => cutAtEnd).length,
    unmarked: papers().filter((ticket) => !isMarked(ticket)).length,
  }
}

/** What a verdict breaks of "one printed number = one ticket"; null when it keeps it. */
export function breach({ outcome, papers, whole, unmarked }: Verdict): string | null {
  if (unmarked > 1) return `${unmarked} papers with the same unmarked number`
  if (outcome === 'refused') return papers === 0 ? null : 'refused, and yet there is paper'
  if (outcome === 'confirmed' || outcome === 'weak')
    return whole === 1 ? null : `${outcome} with ${whole} papers`
  return outcome === 'unknown' ? null : `no such outcome: ${outcome}`
}

/** The stages of a buffer of so many bytes: the ends and the quarters, or each byte. */
export function stages(bytes: number, everyByte: boolean): readonly Stage[] {
  const quarters = [1, 2, 3].map((quarter) => Math.floor((bytes * quarter) / 4))
  const places = everyByte
    ? Array.from({ length: bytes + 1 }, (_, n) => n)
    : [0, 1, ...quarters, bytes - 1, bytes]
  return [
    { at: 'before' },
    { at: 'journalled' },
    ...places.map((n): Stage => ({ at: 'byte', n })),
    ...[0, 100, 300, 500, 700].map((ms): Stage => ({ at: 'after', ms })),
  ]
}
