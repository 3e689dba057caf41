import type { CounterConfig, Staff } from '../catalogue.ts'
import { localMoment, minuteOf, workingDay } from '../hours.ts'
import { type CentreState, liveCounter } from '../state.ts'
import { type Stage, system } from './stage.ts'

/** What a manager may change in thought. */
export type StaffingChange =
  /** One counter more: one that is configured and closed, or one that does not exist yet (null). */
  | { readonly type: 'open'; readonly counterId: string | null; readonly serviceIds: readonly string[] }
  | { readonly type: 'close'; readonly counterId: string }
  | { readonly type: 'profile'; readonly counterId: string; readonly serviceIds: readonly string[] }
  /** The first number of a day and the end of issuing, 'HH:MM', for all services. */
  | { readonly type: 'hours'; readonly from: string; readonly to: string }

/** The counter that does not exist yet. */
export const newCounterId = 'simulated-counter'

const someone = (id: string): Staff => ({
  id,
  username: id,
  name: { zh: '推演人员', en: 'Simulated' },
  post: { zh: '', en: '' },
  personnel: 'employed',
  portrait: '',
  roles: ['counter'],
  enabled: true,
})

const newCounter = (serviceIds: readonly string[]): CounterConfig => ({
  id: newCounterId,
  kind: 'counter',
  name: { zh: '增开窗口', en: 'One more counter' },
  serviceIds,
  zone: '',
  signAddress: null,
  rosteredStaffId: null,
  enabled: true,
})

/** Somebody made up who can open a counter of a stage; returns the staff id. */
export function madeUpStaff(stage: Stage, counterId: string, now: number): string {
  const id = `simulated-${counterId}`
  stage.run({ type: 'save-staff', staff: someone(id) }, system, now)
  return id
}

function changeHours(state: CentreState, from: string, to: string, now: number): void {
  const weekday = workingDay(state.policy, localMoment(now, state.policy.zoneMinutes))
  for (const service of state.services.values()) {
    const own = service.hours.filter(({ days }) => days.includes(weekday))
    const first = Math.min(...own.map((stretch) => minuteOf(stretch.from)))
    const last = Math.max(...own.map((stretch) => minuteOf(stretch.to)))
    const hours = own
      .map((stretch) => ({
        ...stretch,
        from: minuteOf(stretch.from) === first ? from : stretch.from,
        to: minuteOf(stretch.to) === last ? to : stretch.to,
      }))
      .filter((stretch) => minuteOf(stretch.from) < minuteOf(stretch.to))
    state.services.set(service.id, { ...service, hours })
  }
}

/**
 * Makes the change in a stage. Counters are configured anew; who opens or leaves them is the simulation's business.
 */
export function makeChange({ state }: Stage, change: StaffingChange, now: number): void {
  switch (change.type) {
    case 'open': {
      const known = state.counters.get(change.counterId ?? '')
      const { serviceIds } = change
      const counter = known === undefined ? newCounter(serviceIds) : { ...known, serviceIds, enabled: true }
      state.counters.set(counter.id, counter)
      return
    }
    case 'profile': {
      const known = state.counters.get(change.counterId)
      if (known !== undefined) state.counters.set(known.id, { ...known, serviceIds: change.serviceIds })
      return
    }
    case 'hours':
      changeHours(state, change.from, change.to, now)
      return
    case 'close':
      return
  }
}

/** Whether a change can be thought of in a centre now: its counters and services are known, and as they must be. */
export function isThinkable(state: CentreState, change: StaffingChange): boolean {
  if ('serviceIds' in change) {
    const { serviceIds, counterId } = change
    const isServed = serviceIds.length > 0 && serviceIds.every((id) => state.services.has(id))
    return isServed && (counterId === null || state.counters.has(counterId))
  }
  if (change.type === 'hours') return minuteOf(change.from) < minuteOf(change.to)
  return state.counters.has(change.counterId)
}

/** Counters that would work on a day: rostered, or open now. */
export const workedCounters = (state: CentreState): CounterConfig[] =>
  [...state.counters.values()].filter(
    ({ id, enabled, rosteredStaffId }) =>
      enabled && (rosteredStaffId !== null || liveCounter(state, id).staffId !== null),
  )
