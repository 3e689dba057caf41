import type { History } from './history.ts'
import { chainBreaks, compare, doubleHeld, duplicateNumbers, type Recorded } from './log_check.ts'

/** Changes the data of the first event of a type. */
function changed(
  log: readonly Recorded[],
  type: string,
  data: Readonly<Record<string, unknown>>,
): Recorded[] {
  const at = log.findIndex((each) => each.type === type)
  return log.map((each, index) => (index === at ? { ...each, data: { ...each.data, ...data } } : each))
}

/** The same checks over copies of the log with one fault each: how many they do not notice. Zero, or the checks are worthless. */
export function plantedFaultsMissed(log: readonly Recorded[], history: History): number {
  const last = log.findLast(({ type }) => type === 'TicketIssued')
  const call = log.findIndex(({ type }) => type === 'TicketCalled')
  const again = log[call]
  const number = String(last?.data.number)
  const twoCounters = again === undefined ? [] : [...log.slice(0, call + 1), again, ...log.slice(call + 1)]
  const found = [
    duplicateNumbers(changed(log, 'TicketIssued', { number })) > 0,
    doubleHeld(twoCounters) > 0,
    chainBreaks(changed(log, 'TicketCalled', { counterId: 'another' })) > 0,
    compare(
      log.filter((each) => each !== last),
      history,
    ).lost > 0,
  ]
  return found.filter((isFound) => !isFound).length
}
