import { join } from 'node:path'
import { composeTicket, samplePapers, type TicketPaper, usualTemplates } from '#ticket'
import { loadRasterText } from '../../drivers/ticket-printer/codec/raster_text.ts'
import { statusParser } from '../../drivers/ticket-printer/codec/status_parser.ts'
import { ticketBytes } from '../../drivers/ticket-printer/codec/ticket_bytes.ts'
import { durationFigure, type Figure } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const glyphs = join(import.meta.dirname, '..', '..', 'resources', 'tickets', 'glyphs24.bin.gz')
/** The first tickets of a program pay for tables and compiled code; the very first has a figure of its own. */
const warmUp = 200
/** Of fewer the 99th percentile is the worst one, and the worst one is the machine doing something else. */
const leastSamples = 1_000
/** A ticket should be encoded in less than this at the 99th percentile: a visitor waits for it. */
const goalMs = 2

function encodeTimes(paper: TicketPaper, width: 80 | 58, turns: number): number[] {
  const raster = loadRasterText(glyphs)
  return Array.from({ length: turns }, (_, turn) => {
    const started = performance.now()
    const rows = composeTicket(usualTemplates[width], { ...paper, number: `A${turn % 1_000}` })
    ticketBytes(rows, { charset: 'gbk', raster, pid: '0001', isHeard: true })
    return performance.now() - started
  })
}

/** Status answers read in a second, as they come: four bytes at a time. */
function answersPerSecond(seconds: number): Figure {
  const parser = statusParser()
  const answer = Uint8Array.of(0x14, 0x00, 0x00, 0x0f)
  const until = performance.now() + seconds * 1_000
  const started = performance.now()
  let read = 0
  while (performance.now() < until) {
    for (let turn = 0; turn < 1_000; turn += 1) read += parser.push(answer).length
  }
  const value = (read / (performance.now() - started)) * 1_000
  return {
    what: 'printer status answers read',
    value,
    unit: 'per second',
    p50: null,
    p99: null,
    worst: null,
    samples: read,
    raw: { what: 'a line at 115200 baud carries', value: 115_200 / 10 / 4 },
    note: 'automatic status, four bytes each',
  }
}

/** How long a ticket takes to become bytes, and how fast a printer's answers are read. */
export async function encodeBench(options: BenchOptions): Promise<Figure[]> {
  const cases = [
    ['ticket encoded, 80 mm', samplePapers.priority, 80],
    ['ticket encoded, 58 mm, long names', samplePapers.long, 58],
    ['ticket encoded, 80 mm, rare characters as pictures', samplePapers.rare, 80],
  ] as const
  const first = encodeTimes(samplePapers.priority, 80, 1)
  const samples = Math.max(leastSamples, options.samples)
  const figures = [
    durationFigure('first ticket encoded by a program, 80 mm', first, null, 'character tables are built'),
    ...cases.map(([what, paper, width]) => {
      const times = encodeTimes(paper, width, warmUp + samples).slice(warmUp)
      return durationFigure(what, times, null, `goal: p99 under ${goalMs} ms`)
    }),
  ]
  for (const { what, p99 } of figures) options.say(`  ${what}: p99 ${p99?.toFixed(2)} ms`)
  return [...figures, answersPerSecond(options.seconds)]
}
