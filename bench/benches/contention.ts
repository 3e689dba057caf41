import { openTarget } from '../centre/target.ts'
import { type History, newHistory } from '../contention/history.ts'
import {
  chainBreaks,
  compare,
  doubleHeld,
  duplicateNumbers,
  headOf,
  readLog,
} from '../contention/log_check.ts'
import { plantedFaultsMissed } from '../contention/planted_faults.ts'
import { counterDesk, issuer } from '../contention/senders.ts'
import { countFigure, type Figure, spread } from '../figures.ts'
import type { BenchOptions } from '../options.ts'

const issuers = 64
const counters = 16

function repeated(values: readonly string[]): number {
  return values.length - new Set(values).size
}

const rate = (what: string, samples: readonly number[], seconds: number): Figure => ({
  what,
  value: samples.length / seconds,
  unit: '/s',
  ...spread(samples),
  raw: null,
  note: '',
})

function verdicts(history: History, log: Awaited<ReturnType<typeof readLog>>, isOwn: boolean): Figure[] {
  const { issued, called, torn, strange } = history
  const { lost, unexpected, neverCalled } = compare(log, history)
  const bothWays = 'by what senders were told'
  return [
    countFigure('Acknowledged tickets or calls missing from the log', lost, issued.length + called.length),
    countFigure('Numbers given twice', repeated(issued.map(({ number }) => number)), issued.length, bothWays),
    countFigure('Numbers given twice', duplicateNumbers(log), issued.length, 'by the log'),
    countFigure(
      'Tickets handed to two counters',
      repeated(called.map(({ ticketId }) => ticketId)),
      called.length,
      bothWays,
    ),
    countFigure(
      'Tickets live at two counters, counters with two tickets',
      doubleHeld(log),
      called.length,
      'by the log',
    ),
    countFigure(
      'Commands sent twice at once and done twice or answered differently',
      torn.length,
      Math.floor(issued.length / 10),
    ),
    countFigure('Answers nobody expected', strange.length, issued.length + called.length * 3),
    countFigure('Breaks in the chain of hashes, recomputed', chainBreaks(log), log.length),
    countFigure(
      'Faults planted in a copy of this log that these checks miss',
      plantedFaultsMissed(log, history),
      4,
    ),
    ...(isOwn
      ? [
          countFigure('Tickets in the log that nobody was told of', unexpected, issued.length),
          countFigure(
            'Tickets never called though the counters went on until nobody waited',
            neverCalled,
            issued.length,
          ),
        ]
      : []),
  ]
}

/** Many kiosks issuing while many counters call: what is lost, doubled or torn. Rejects when anything is. */
export async function contentionBench(options: BenchOptions): Promise<Figure[]> {
  const target = await openTarget(options, { kiosks: issuers, counters })
  const [reader = ''] = target.kiosks
  const history = newHistory()
  const before = await headOf(target.hub, reader)
  const started = performance.now()
  const until = started + options.seconds * 1_000
  const issuing = Array.from({ length: issuers }, (_, index) =>
    issuer(
      target.hub,
      target.kiosks[index % target.kiosks.length] ?? '',
      target.serviceIds,
      history,
      () => performance.now() < until,
    ),
  )
  let isIssuing = true
  const calling = target.counters.map((each) =>
    counterDesk(target.hub, each, history, {
      goesOn: () => isIssuing,
      // On somebody else's hub the queue is not ours to empty.
      hasEnough: () => !target.isOwn && !isIssuing,
    }),
  )
  await Promise.all(issuing)
  const issueSeconds = (performance.now() - started) / 1_000
  isIssuing = false
  await Promise.all(calling)
  const seconds = (performance.now() - started) / 1_000
  const log = await readLog(target.hub, reader, before)
  await target.stop()
  const found = verdicts(history, log, target.isOwn)
  for (const answer of [...new Set(history.strange)].slice(0, 3)) options.say(`  strange: ${answer}`)
  for (const { what, value } of found) if (value > 0) options.say(`  ${value}: ${what}`)
  return [
    rate(`Issued while counters call, ${issuers} kiosks`, history.issueMs, issueSeconds),
    rate(`Called while kiosks issue, ${target.counters.length} counters`, history.callMs, seconds),
    ...found,
  ]
}
