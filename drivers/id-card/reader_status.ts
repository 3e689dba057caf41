import type { Clock } from '#basics'
import type { DeviceStatus, LinkCounters } from '../transport/types.ts'
import type { IdCardFault, IdCardStatus } from './types.ts'

/** Keeps a reader's status and tells of it when it changes. */
export interface ReaderStatus {
  current(): IdCardStatus
  change(state: DeviceStatus['state'], reason?: IdCardFault): void
  /** The module told its number. */
  identify(samId: string): void
}

/** Starts as connecting. */
export function readerStatus(
  clock: Clock,
  counters: () => LinkCounters,
  onStatus: (status: IdCardStatus) => void,
): ReaderStatus {
  let state: DeviceStatus['state'] = 'connecting'
  let reason: IdCardFault | null = null
  let since = clock.now()
  let samId: string | null = null
  const current = (): IdCardStatus => ({ state, reason, since, samId, counters: counters() })
  return {
    current,
    change(nextState, nextReason) {
      if (nextState === state && (nextReason ?? null) === reason) return
      state = nextState
      reason = nextReason ?? null
      since = clock.now()
      onStatus(current())
    },
    identify(given) {
      samId = given
    },
  }
}
