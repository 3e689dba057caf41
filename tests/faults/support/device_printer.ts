import { fileURLToPath } from 'node:url'
import {
  loadRasterText,
  openTicketPrinter,
  type PrintedTicket,
  type PrintJournal,
  type PrintOutcome,
  simulateTicketPrinter,
  type TicketOutlet,
} from '#drivers'
import { samplePapers, usualTemplates } from '#ticket'
import type { Family } from './device_families.ts'

const raster = loadRasterText(
  fileURLToPath(new URL('../../../resources/tickets/glyphs24.bin.gz', import.meta.url)),
)
const smallTemplate = {
  ...usualTemplates[80],
  rows: usualTemplates[80].rows.filter(
    (row) => row.kind === 'cut' || (row.kind === 'text' && ['{number}', '【{marks}】'].includes(row.text)),
  ),
}
const numberOf = (n: number) => `A01${n}`
const carries = (ticket: PrintedTicket, text: string) => ticket.lines.some((line) => line.text.includes(text))

/** What papers say against outcomes: one number on paper twice without the mark, or an outcome that is not so. */
function papersWrong(
  papers: readonly PrintedTicket[],
  outcomes: ReadonlyMap<number, PrintOutcome>,
): string[] {
  return [...outcomes].flatMap(([n, { printed }]) => {
    const mine = papers.filter((paper) => carries(paper, numberOf(n)))
    const unmarked = mine.filter((paper) => !carries(paper, '补打')).length
    const whole = mine.filter(({ cutAtEnd }) => cutAtEnd).length
    if (unmarked > 1) return [`${numberOf(n)} unmarked on ${unmarked} papers`]
    if (printed === 'refused' && mine.length > 0) return [`${numberOf(n)} refused, and yet on paper`]
    if ((printed === 'confirmed' || printed === 'weak') && whole !== 1)
      return [`${numberOf(n)} ${printed} on ${whole} papers`]
    return []
  })
}

/** A ticket printer; `retry` is what somebody makes of an outcome nobody knows. */
export const printerFamily = (retry: (outlet: TicketOutlet, n: number) => void): Family => ({
  name: 'ticket-printer',
  leftOut: ({ kind, way }) =>
    way === 'to-device' && kind !== 'cut' && kind !== 'dribble' && kind !== 'echo'
      ? 'nothing guards what a printer is sent: no ESC/POS printer checks it'
      : null,
  open({ transport, port, time: { clock } }) {
    const simulator = simulateTicketPrinter(port, clock, { widthDots: smallTemplate.dots })
    const outcomes = new Map<number, PrintOutcome>()
    const jobs = new Map<string, Parameters<PrintJournal['put']>[0]>()
    const driver = openTicketPrinter({
      transport,
      clock,
      journal: {
        put: (job) => void jobs.set(job.jobId, job),
        all: () => [...jobs.values()],
        remove: (jobId) => void jobs.delete(jobId),
      },
      model: {
        template: () => smallTemplate,
        raster,
        charset: 'gbk',
        proof: 'process-id',
        oneWay: 'trust',
        roll: { lengthMm: null, usedMm: 0, nearEndMm: 0, onUsed: () => undefined },
      },
      onStatus: () => undefined,
      onLateProof: () => undefined,
    })
    return {
      isWell: () => driver.status().state === 'ready',
      act(n) {
        const paper = { ...samplePapers.normal, number: numberOf(n), marks: [] }
        void driver.print({ jobId: `t${n}.0`, paper }).then((outcome) => {
          outcomes.set(n, outcome)
          if (outcome.printed === 'unknown') retry(driver, n)
        })
      },
      isDone: (n) => outcomes.has(n),
      wrong: () => papersWrong(simulator.tickets(), outcomes),
      mend: () => simulator.reload(),
      close: driver.close,
    }
  },
})
