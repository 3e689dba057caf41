import type { TicketTemplate } from '#ticket'
import type { Difference } from '../edit/differences.ts'
import { type RowVoice, rowLine } from './row_summary.ts'

/**
 * What differs between two designs as a person reads it: the rows from the first to the last that changed, so that
 * one row put in does not make all below it differ. Empty when they are the same.
 */
export function templateChanges(
  before: TicketTemplate,
  after: TicketTemplate,
  voice: RowVoice,
): readonly Difference[] {
  const old = before.rows.map((row) => rowLine(row, voice))
  const fresh = after.rows.map((row) => rowLine(row, voice))
  const shorter = Math.min(old.length, fresh.length)
  let head = 0
  while (head < shorter && old[head] === fresh[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === fresh.at(-1 - tail)) tail += 1
  if (head + tail === old.length && head + tail === fresh.length) return []
  const last = Math.max(old.length, fresh.length) - tail
  const { text } = voice
  const lines = (all: readonly string[]) => all.slice(head, all.length - tail).join('\n') || text.nothing
  const label = last - head > 1 ? text.rowsOf(head + 1, last) : text.rowOf(head + 1)
  return [{ label, before: lines(old), after: lines(fresh) }]
}
