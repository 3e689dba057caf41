import { sequential } from '#basics'
import {
  isQueueName,
  type ProgramEnd,
  type ProgramRun,
  runProgram,
  spoolerLimit,
} from '../transport/index.ts'
import type { PageJob, PageOutcome, PagePrinter } from './types.ts'

/** Largest document, bytes, and most copies of it. */
const limits = { bytes: 20_000_000, copies: 20 } as const

const mark = '%PDF-'
const isPdf = (bytes: Uint8Array) => Buffer.from(bytes.subarray(0, mark.length)).toString('latin1') === mark
const titleOf = (title: string) =>
  title
    .replace(/\p{Cc}/gu, ' ')
    .replace(/^-+/, '')
    .slice(0, 80) || 'Civic Hall'

function fault({ pdf, copies }: PageJob): PageOutcome | null {
  if (!isPdf(pdf)) return { printed: 'refused', reason: 'not-a-pdf' }
  if (pdf.length > limits.bytes) return { printed: 'refused', reason: 'too-large' }
  if (!Number.isInteger(copies) || copies < 1 || copies > limits.copies)
    return { printed: 'refused', reason: 'copies' }
  return null
}

function outcomeOf(end: ProgramEnd): PageOutcome {
  if (end.kind === 'not-started') return { printed: 'refused', reason: 'no-printer' }
  if (end.kind === 'stopped') return { printed: 'unknown', reason: 'no-answer' }
  return end.code === 0 ? { printed: 'taken' } : { printed: 'unknown', reason: 'failed' }
}

/** Prints PDF pages on A4 through a queue of CUPS (lp(1)); null when the queue's name is none. */
export function cupsPagePrinter(
  queue: string,
  run: (program: ProgramRun) => Promise<ProgramEnd> = runProgram,
): PagePrinter | null {
  if (!isQueueName(queue)) return null
  const inTurn = sequential()
  const print = async (job: PageJob): Promise<PageOutcome> => {
    const refused = fault(job)
    if (refused !== null) return refused
    const settings = [
      '-n',
      String(job.copies),
      '-t',
      titleOf(job.title),
      '-o',
      'media=A4',
      '-o',
      'fit-to-page',
    ]
    const args = ['-d', queue, ...settings, '-s']
    return outcomeOf(await run({ program: 'lp', args, input: job.pdf, limitMs: spoolerLimit }))
  }
  return { print: (job) => inTurn(() => print(job)) }
}
