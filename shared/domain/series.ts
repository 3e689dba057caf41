import type { Context } from './commands.ts'
import { isLeased, leasedFree } from './leases.ts'
import type { CentreState } from './state.ts'

/** The last number with three digits. */
export const lastSequence = 999

/** A number as visitors read it: its series' letter and at least three digits. */
export const numberText = (series: string, sequence: number): string =>
  `${series}${String(sequence).padStart(3, '0')}`

/** The next of a series; one still in somebody's hand since yesterday (carry-over) or leased to a kiosk is left out. */
export function nextSequence(state: CentreState, series: string): number {
  let sequence = (state.series.get(series) ?? 0) + 1
  while (state.carriedNumbers.includes(numberText(series, sequence)) || isLeased(state, series, sequence))
    sequence += 1
  return sequence
}

/** The next number a kiosk may give from its lease while the hub is away, or null when it has none left. */
export function nextLeased(
  state: CentreState,
  { deviceId, given }: NonNullable<Context['leased']>,
  series: string,
): number | null {
  const isFree = (number: string) => !state.carriedNumbers.includes(number) && !given.has(number)
  const free = leasedFree(state, deviceId, series)
  return free.find((sequence) => isFree(numberText(series, sequence))) ?? null
}
