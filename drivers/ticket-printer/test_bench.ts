import { fileURLToPath } from 'node:url'
import { type SimulatedClock, simulatedClock } from '#basics'
import { samplePapers, type TicketPaper, type TicketTemplate, usualTemplates } from '#ticket'
import { memoryCable } from '../transport/memory.ts'
import { loadRasterText, parseGlyphSheet } from './codec/raster_text.ts'
import { openTicketPrinter, type PrinterModel } from './driver.ts'
import { simulateTicketPrinter } from './simulator.ts'
import type { JobRecord, PrinterStatus, PrintJournal } from './types.ts'

const resource = (name: string) => fileURLToPath(new URL(`../../resources/tickets/${name}`, import.meta.url))

/** The glyph sheet's file. */
export const glyphFile = resource('glyphs24.bin.gz')
/** The glyphs a kiosk prints with. */
export const raster = loadRasterText(glyphFile)
export { parseGlyphSheet }
/** The usual ticket on paper of 80 mm. */
export const wide: TicketTemplate = usualTemplates[80]
/** The usual ticket on paper of 58 mm. */
export const narrow: TicketTemplate = usualTemplates[58]

/** A ticket of a centre that does not exist. */
export const samplePaper: TicketPaper = {
  ...samplePapers.priority,
  countersLine: '请到 1、2、3 号窗口',
  takenAtLine: '2031-03-04 09:26',
  qr: 'https://hall.example/t/01J8Z6Q4',
  notes: ['请带身份证原件', '过号请到导服台', '当日有效，请留意叫号'],
  phoneLine: '咨询监督电话 12348',
  footer: '请在休息区等候',
}

/** A journal in memory that gives out copies, as a database does. */
export function memoryJournal(initial: readonly JobRecord[] = []) {
  const jobs = new Map(initial.map((job) => [job.jobId, job]))
  const journal: PrintJournal = {
    put: (job) => void jobs.set(job.jobId, structuredClone(job)),
    all: () => structuredClone([...jobs.values()]),
    remove: (jobId) => void jobs.delete(jobId),
  }
  return { journal, jobs }
}

const turn = () => new Promise<void>((resolve) => setImmediate(resolve))

/** Moves simulated time in small steps, letting promises settle in between. */
export async function pass(clock: SimulatedClock, ms: number, step = 20): Promise<void> {
  await turn()
  for (let gone = 0; gone < ms; gone += step) {
    clock.advance(step)
    await turn()
  }
}

/** Moves time until a promise settles; at most a minute. */
export async function until<T>(clock: SimulatedClock, promise: Promise<T>): Promise<T> {
  let settled = false
  const mark = () => {
    settled = true
  }
  promise.then(mark, mark)
  await turn()
  for (let gone = 0; !settled && gone < 60_000; gone += 20) {
    clock.advance(20)
    await turn()
  }
  return promise
}

/** A driver and a simulated printer at the two ends of a cable. */
export function printerBench(model: Partial<PrinterModel> = {}, initial: readonly JobRecord[] = []) {
  const clock = simulatedClock(Date.UTC(2031, 2, 4, 1, 26))
  const cable = memoryCable()
  const written: number[][] = []
  const memory = memoryJournal(initial)
  const statuses: PrinterStatus[] = []
  const late: string[] = []
  let receive: (bytes: Uint8Array) => void = () => undefined
  cable.onBytes((bytes) => {
    written.push([...bytes])
    receive(bytes)
  })
  const template = model.template ?? (() => wide)
  const simulator = simulateTicketPrinter(
    {
      send: cable.send,
      onBytes(given) {
        receive = given
      },
    },
    clock,
    { widthDots: template().dots },
  )
  const printer = openTicketPrinter({
    transport: cable.transport,
    clock,
    journal: memory.journal,
    model: {
      template,
      raster,
      charset: 'gbk',
      proof: 'process-id',
      oneWay: 'trust',
      roll: { lengthMm: null, usedMm: 0, nearEndMm: 3_000, onUsed: () => undefined },
      ...model,
    },
    onStatus: (status) => statuses.push(status),
    onLateProof: (jobId) => late.push(jobId),
  })
  const job = (jobId: string, changed: Partial<TicketPaper> = {}) =>
    printer.print({ jobId, paper: { ...samplePaper, ...changed } })
  /** Buffers written that carry a ticket: they reset the printer. */
  const sent = () => written.filter((bytes) => bytes[0] === 0x1b && bytes[1] === 0x40)
  return { clock, cable, simulator, printer, memory, statuses, late, job, sent, written }
}
