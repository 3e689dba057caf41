import { countFigure, type Figure } from '../figures.ts'
import type { History } from './history.ts'
import { chainBreaks, compare, doubleHeld, duplicateNumbers, type Recorded } from './log_check.ts'
import { plantedFaultsMissed } from './planted_faults.ts'

function repeated(values: readonly string[]): number {
  return values.length - new Set(values).size
}

/** Everything that may have gone wrong, counted; a hub that is not ours alone is asked less. */
export function verdicts(history: History, log: readonly Recorded[], isOwn: boolean): Figure[] {
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
