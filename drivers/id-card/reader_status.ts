import type { Clock } from '#basics'
import { type StatusKeeper, statusKeeper } from '../transport/status_keeper.ts'
import type { LinkCounters } from '../transport/types.ts'
import type { IdCardFault, IdCardStatus } from './types.ts'

/** Keeps a reader's status and tells of it when it changes. */
export interface ReaderStatus extends Pick<StatusKeeper<IdCardFault>, 'change'> {
  current(): IdCardStatus
  /** The module told its number. */
  identify(samId: string): void
}

/** Starts as connecting. */
export function readerStatus(
  clock: Clock,
  counters: () => LinkCounters,
  onStatus: (status: IdCardStatus) => void,
): ReaderStatus {
  let samId: string | null = null
  const keeper = statusKeeper<IdCardFault>(clock, counters, (status) => onStatus({ ...status, samId }))
  return {
    current: () => ({ ...keeper.current(), samId }),
    change: keeper.change,
    identify(given) {
      samId = given
    },
  }
}
