import type { Result } from '#basics'
import type {
  CityAck,
  CityDownRecord,
  CityRecord,
  CityTroubleKind,
  Reconciliation,
  ReconciliationReply,
} from '#protocol'

/** Why the city could not be asked, or what it answered instead of an answer. */
export interface Trouble {
  readonly kind: CityTroubleKind
  /** In words for the operator, without personal data. */
  readonly sentence: string
  /** HTTP status or the city's code. */
  readonly code: number | null
  /** How long the city asks to be left alone, ms. */
  readonly afterMs: number | null
}

/** What has come down, and the place up to which there is more. */
export interface Pulled {
  readonly records: readonly CityDownRecord[]
  readonly head: number
}

/**
 * A city as the outbox sees it, whatever its wire: another system is put in here and nothing else changes. Receipts
 * with a code that says "go on from there" or "one of these records" are answers; everything else is a trouble.
 */
export interface CityAdapter {
  /** Agrees on a version before anything is sent; the highest both speak. */
  negotiate(): Promise<Result<string, Trouble>>
  /** Sends records; 'LATE' brings what had been left out before. `head` is the end of the log. */
  send(
    purpose: 'RECORDS' | 'LATE',
    records: readonly CityRecord[],
    head: number,
  ): Promise<Result<CityAck, Trouble>>
  /** Says how the epochs of this log began, so that the city takes this hub's log for the site's. */
  takeOver(began: readonly CityRecord[], head: number): Promise<Result<CityAck, Trouble>>
  /** Says that the site lives, and learns what there is to pull. */
  heartbeat(head: number): Promise<Result<CityAck, Trouble>>
  pull(after: number, limit: number, head: number): Promise<Result<Pulled, Trouble>>
  reconcile(account: Reconciliation, head: number): Promise<Result<ReconciliationReply, Trouble>>
  /** Breaks off what is under way. */
  close(): void
}
