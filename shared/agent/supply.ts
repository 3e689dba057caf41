import type { DeviceReport } from '#domain'

/** Coarse on purpose: each change of a report is an event of the log. */
const coarse = { above: 100, step: 50 } as const
const fine = 10

/** How many tickets the roll still gives, as a report says it: to fifty above a hundred, to ten below. */
export function supplyOf(ticketsLeft: number | null): Pick<DeviceReport, 'ticketsLeft'> {
  if (ticketsLeft === null) return {}
  const step = ticketsLeft > coarse.above ? coarse.step : fine
  return { ticketsLeft: Math.floor(ticketsLeft / step) * step }
}
