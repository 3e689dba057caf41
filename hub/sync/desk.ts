import { err, type Result } from '#basics'
import type { CityLink, InboxItem, ParkedRecord, ReconciliationReply } from '#protocol'
import type { Trouble } from './adapter.ts'
import type { Inbox } from './inbox.ts'

/** What a person can see and do about the link to the city. */
export interface CityDesk {
  status(): CityLink
  parked(): Promise<readonly ParkedRecord[]>
  /** Sends a parked record, and those behind it, once more. */
  retry(revision: number): Promise<Result<{ sent: number; stillParked: number }, Trouble>>
  /** Gives a parked record up, and those behind it; how many. */
  drop(revision: number, reason: string, staffId: string): Promise<number>
  pause(): Promise<void>
  resume(): Promise<void>
  reconcile(day: string): Promise<Result<ReconciliationReply, Trouble>>
  inbox(): Promise<readonly InboxItem[]>
  find: Inbox['find']
  settle: Inbox['settle']
}

/** How a link stands that has not done anything yet. */
export const unstarted = (head: number): CityLink => ({
  state: 'off',
  head,
  delivered: 0,
  pending: 0,
  parked: 0,
  version: null,
  lastDeliveredAt: null,
  lastError: null,
  trouble: null,
  lastReceipt: null,
  lastReconciliation: null,
  received: 0,
})

const off: Trouble = { kind: 'unreachable', sentence: 'no city is configured', code: null, afterMs: null }

/** The desk of a hub without a city. */
export const noCity = (head: () => number): CityDesk => ({
  status: () => unstarted(head()),
  parked: async () => [],
  retry: async () => err(off),
  drop: async () => 0,
  pause: async () => undefined,
  resume: async () => undefined,
  reconcile: async () => err(off),
  inbox: async () => [],
  find: async () => null,
  settle: async () => undefined,
})
