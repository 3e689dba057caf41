import type { Clock } from '#basics'
import type { DeviceStatus, LinkCounters } from './types.ts'

/** Keeps a device's status and tells of it when it changes. */
export interface StatusKeeper<Reason extends string> {
  current(): DeviceStatus<Reason>
  change(state: DeviceStatus['state'], reason?: Reason): void
}

/** Starts as connecting; `tell` hears of each change, once. */
export function statusKeeper<Reason extends string>(
  clock: Clock,
  counters: () => LinkCounters,
  tell: (status: DeviceStatus<Reason>) => void,
): StatusKeeper<Reason> {
  let state: DeviceStatus['state'] = 'connecting'
  let reason: Reason | null = null
  let since = clock.now()
  const current = (): DeviceStatus<Reason> => ({ state, reason, since, counters: counters() })
  return {
    current,
    change(nextState, nextReason) {
      if (nextState === state && (nextReason ?? null) === reason) return
      state = nextState
      reason = nextReason ?? null
      since = clock.now()
      tell(current())
    },
  }
}
