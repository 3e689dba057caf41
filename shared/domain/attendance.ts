import { type CentreState, liveCounter } from './state.ts'

/** Who serves a service: a counter that is open now, one that could open, or none of the centre. */
export type Attendance = 'now' | 'later' | 'never'

/** Whether somebody who is sent to a service is called there: by a counter that has it or helps with it. */
export function attendanceOf(state: CentreState, serviceId: string): Attendance {
  const able = [...state.counters.values()].filter(
    ({ enabled, serviceIds, overflowServiceIds }) =>
      enabled && (serviceIds.includes(serviceId) || overflowServiceIds?.includes(serviceId) === true),
  )
  if (able.length === 0) return 'never'
  return able.some(({ id }) => liveCounter(state, id).staffId !== null) ? 'now' : 'later'
}
