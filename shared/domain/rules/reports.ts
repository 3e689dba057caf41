import { ok, type Result } from '#basics'
import { canonicalJson } from '../canonical_json.ts'
import type { Command, Context } from '../commands.ts'
import { type DomainEvent, event } from '../events.ts'
import { localMoment } from '../hours.ts'
import { holdsPersonalNumber } from '../personal_words.ts'
import { type Refusal, refuse } from '../refusal.ts'
import type { CentreState } from '../state.ts'

type Decision = Result<DomainEvent[], Refusal>
type Of<T extends Command['type']> = Extract<Command, { type: T }>

/** First and last day of a month ('YYYY-MM'). */
export function monthSpan(period: string): { readonly from: string; readonly to: string } {
  const [year = 0, month = 0] = period.split('-').map(Number)
  return { from: `${period}-01`, to: new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10) }
}

/** Whether nothing can happen in a month any more: its last day is over, by the calendar and in the hall. */
export function isPeriodOver(state: CentreState, period: string, now: number): boolean {
  const { to } = monthSpan(period)
  const { businessDay, dayOpen, policy } = state
  const isHallOpen = dayOpen && businessDay !== null && businessDay <= to
  return localMoment(now, policy.zoneMinutes).date > to && !isHallOpen
}

/**
 * Signs the figures of a month that is over (S57). A report that was returned, or whose figures have changed since,
 * is signed again under its id with a higher version; the same again is nothing.
 */
export function signReport(
  state: CentreState,
  command: Of<'sign-report'>,
  { actor, now, freshId }: Context,
): Decision {
  const { period, figures } = command
  const span = monthSpan(period)
  if (!isPeriodOver(state, period, now)) return refuse('period-open', { day: span.to })
  const known = state.reports.get(period)
  const isSame = known !== undefined && canonicalJson(known.figures) === canonicalJson(figures)
  if (isSame && known.receipt?.outcome !== 'returned') return ok([])
  const signedBy = actor.kind === 'staff' ? actor.staffId : ''
  const id = known?.id ?? freshId
  const version = (known?.version ?? 0) + 1
  return ok([event('ReportSigned', { id, version, period, ...span, signedBy, figures })])
}

/** The city's word about a report; about a version that was replaced meanwhile it says nothing any more. */
export function noteReceipt(state: CentreState, { receipt }: Of<'note-receipt'>): Decision {
  const report = [...state.reports.values()].find(({ id }) => id === receipt.reportId)
  if (report === undefined || receipt.version > report.version) return refuse('report-unknown')
  const isOld = receipt.version < report.version
  const isSame = report.receipt !== null && canonicalJson(report.receipt) === canonicalJson(receipt)
  return ok(isOld || isSame ? [] : [event('ReceiptNoted', receipt)])
}

/** Enters an activity that was held, or corrects an entry under a higher version; the same again is nothing. */
export function saveActivity(
  state: CentreState,
  command: Of<'save-activity'>,
  { now, freshId }: Context,
): Decision {
  const { activityId, entry } = command
  const known = activityId === null ? undefined : state.activities.get(activityId)
  if (activityId !== null && known === undefined) return refuse('not-found')
  if (entry.day > localMoment(now, state.policy.zoneMinutes).date) return refuse('invalid', { field: 'day' })
  if (holdsPersonalNumber(entry.topic) || holdsPersonalNumber(entry.place)) return refuse('words-personal')
  const id = known?.id ?? freshId
  const before = known?.version ?? 0
  if (known !== undefined && canonicalJson(known) === canonicalJson({ id, version: before, ...entry }))
    return ok([])
  return ok([event('ActivitySaved', { id, version: before + 1, ...entry })])
}
