import { ok, type Result } from '#basics'
import {
  type CentreState,
  canonicalJson,
  type EstimateDay,
  estimateReport,
  isPeriodOver,
  isThinkable,
  monthSpan,
  type Refusal,
  refuse,
  type StaffingAnswer,
  type StaffingChange,
} from '#domain'
import { type MonthReportReply, periodSchema, type WhatIfQuery } from '#protocol'
import { monthReport } from '../reports/month_report.ts'
import type { HubParts } from './hub_parts.ts'

/** The report of a day: reckoned anew for the present one, as recorded at its close for those before. */
function reportOf(state: CentreState, day: string | undefined): EstimateDay | undefined {
  const { businessDay, estimateDays } = state
  if (businessDay !== null && (day === undefined || day === businessDay))
    return { businessDay, ...estimateReport(state) }
  return estimateDays.find((each) => each.businessDay === day)
}

/** How true the estimates of a day were, and of which other days there are reports; without a day, of the present one. */
export function getEstimateReport(
  hub: HubParts,
  day: string | undefined,
): Result<EstimateDay & { readonly days: readonly string[] }, Refusal> {
  const state = hub.centre.state()
  const report = reportOf(state, day)
  if (report === undefined) return refuse('not-found')
  const days = state.estimateDays.map(({ businessDay }) => businessDay)
  return ok({ ...report, days: days.filter((each) => each !== report.businessDay) })
}

/** The change a query stands for, or the field that is missing. */
function changeOf(query: WhatIfQuery): Result<StaffingChange, Refusal> {
  const { change: type, counterId, from, to } = query
  const serviceIds = (query.serviceIds ?? '').split(',').filter((id) => id !== '')
  switch (type) {
    case 'open':
      return ok({ type, counterId: counterId ?? null, serviceIds })
    case 'close':
      return counterId === undefined ? refuse('invalid', { field: 'counterId' }) : ok({ type, counterId })
    case 'profile':
      return counterId === undefined
        ? refuse('invalid', { field: 'counterId' })
        : ok({ type, counterId, serviceIds })
    case 'hours':
      if (from === undefined || to === undefined) return refuse('invalid', { field: 'from' })
      return ok({ type, from, to })
  }
}

/** What another staffing would come to; nothing is changed. */
export async function askWhatIf(
  hub: HubParts,
  query: WhatIfQuery,
): Promise<Result<{ readonly answer: StaffingAnswer | null }, Refusal>> {
  const change = changeOf(query)
  if (!change.ok) return change
  const state = hub.centre.state()
  if (!isThinkable(state, change.value)) return refuse('invalid', { field: query.change })
  const question = { over: query.over, change: change.value }
  const answered = await hub.staffing.answer(state, question, hub.clock.now())
  return answered.ok ? ok({ answer: answered.value }) : answered
}

/** The report of a month: its figures reckoned anew from the history, and whether another version was signed. */
export async function getMonthReport(
  hub: HubParts,
  asked: string | undefined,
): Promise<Result<MonthReportReply, Refusal>> {
  const period = periodSchema.safeParse(asked)
  if (!period.success) return refuse('not-found')
  const { all, services, named, digest } = await monthReport(hub.store, period.data)
  const state = hub.centre.state()
  const signed = state.reports.get(period.data)
  const isChanged = signed !== undefined && canonicalJson(signed.figures) !== canonicalJson(named)
  const isOver = isPeriodOver(state, period.data, hub.clock.now())
  return ok({ period: period.data, ...monthSpan(period.data), isOver, all, services, digest, isChanged })
}
