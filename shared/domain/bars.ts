import type { Bar, CentreState } from './state.ts'

/** The bar that keeps a person from numbers, or also from bookings; null for who may, and for who is not known. */
export function barOf(
  state: CentreState,
  personRef: string | null,
  from: 'numbers' | 'bookings',
  now: number,
): Bar | null {
  const bar = state.bars.get(personRef ?? '')
  if (bar === undefined || bar.until <= now) return null
  return bar.scope === 'all' || from === 'bookings' ? bar : null
}
