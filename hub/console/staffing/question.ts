import type { CentreState } from '#domain'
import { liveCounter } from '#domain'

/** The changes a manager can think of. */
export const changes = ['open', 'close', 'profile', 'hours'] as const
/** A change a manager can think of. */
export type Change = (typeof changes)[number]

/** What is chosen on the page; `counterId` '' is a counter that does not exist yet. */
export interface Question {
  readonly over: 'now' | 'day'
  readonly change: Change
  readonly counterId: string
  readonly serviceIds: readonly string[]
  readonly from: string
  readonly to: string
}

const servicesOf = (centre: CentreState, counterId: string) =>
  centre.counters.get(counterId)?.serviceIds ??
  [...centre.services.values()].filter(({ enabled }) => enabled).map(({ id }) => id)

/** The counters a change can be about: closed ones to open, open ones to close. */
export function countersFor(
  centre: CentreState,
  { over, change }: Pick<Question, 'over' | 'change'>,
): string[] {
  const isOpen = (id: string) => liveCounter(centre, id).staffId !== null
  const ids = [...centre.counters.values()].filter(({ enabled }) => enabled).map(({ id }) => id)
  if (change === 'open') return ['', ...ids.filter((id) => !isOpen(id))]
  return over === 'now' ? ids.filter(isOpen) : ids
}

/** A question with another choice in it; counter and services follow so that they fit. */
export function choose(centre: CentreState, question: Question, choice: Partial<Question>): Question {
  const next = { ...question, ...choice }
  const possible = countersFor(centre, next)
  const counterId = possible.includes(next.counterId) ? next.counterId : (possible[0] ?? '')
  const isSame = counterId === question.counterId && next.change === question.change
  const serviceIds = choice.serviceIds ?? (isSame ? question.serviceIds : servicesOf(centre, counterId))
  return { ...next, counterId, serviceIds }
}

/** What the page begins with: one counter more, for everything. */
export const firstQuestion = (centre: CentreState): Question => ({
  over: 'now',
  change: 'open',
  counterId: '',
  serviceIds: servicesOf(centre, ''),
  from: '09:00',
  to: '17:00',
})

/** Whether enough is chosen to ask. */
export function isComplete({ change, counterId, serviceIds, from, to }: Question): boolean {
  if (change === 'hours') return from < to
  if (change === 'close') return counterId !== ''
  return serviceIds.length > 0 && (change === 'open' || counterId !== '')
}

/** The question as the door takes it. */
export function queryOf({ over, change, counterId, serviceIds, from, to }: Question): Record<string, string> {
  if (change === 'hours') return { over, change, from, to }
  const counter = counterId === '' ? {} : { counterId }
  return change === 'close'
    ? { over, change, ...counter }
    : { over, change, ...counter, serviceIds: serviceIds.join(',') }
}
