import { systemClock } from '#basics'
import { decideBatch, type Request } from '../core/batch.ts'
import { idSource } from '../core/ids.ts'
import { openTimeline } from '../core/timeline.ts'
import { openStores, type StoreChoice } from '../store/stores.ts'
import { keyFileIn, openKeys } from '../vault/keys.ts'
import { epochProof } from './fence.ts'

/** What an epoch begins with. */
export interface NewEpoch {
  readonly folder: string
  readonly store: Exclude<StoreChoice, 'memory'>
  readonly by: string
  readonly reason: string
  /** Whether the keys in the folder are those of the hub that is replaced: only then can it be told so with proof. */
  readonly hasKeys: boolean
  /** The latest epoch known elsewhere; the new one is later than that and than the log's own. */
  readonly atLeast: number
}

const noEstimate = { p50Minutes: 0, p80Minutes: 0 }

/**
 * Begins an epoch in the log of a data folder no hub works on, as the first event after the fork: the day's own
 * events wait for the hub. Returns its number.
 */
export async function beginEpoch({ folder, store, by, reason, hasKeys, atLeast }: NewEpoch): Promise<number> {
  const clock = systemClock()
  const stores = await openStores(store, folder, clock)
  const newId = idSource(clock)
  try {
    const timeline = await openTimeline(stores.events)
    const state = timeline.state()
    const epoch = Math.max(state.epoch, atLeast) + 1
    const fromRevision = state.revision
    const hubId = newId()
    const proof = hasKeys ? epochProof(openKeys(keyFileIn(folder)).lookup)(epoch, hubId, fromRevision) : ''
    // Every terminal says them in its greeting, which has bounds.
    const words = { by: by.slice(0, 200), reason: reason.slice(0, 500) }
    const request: Request = {
      commandId: newId(),
      actor: { kind: 'system' },
      command: { type: 'begin-epoch', epoch, hubId, ...words, fromRevision, proof },
      fingerprint: '',
      sealed: [],
      reply: () => null,
    }
    const draft = decideBatch([request], {
      state,
      headHash: timeline.headHash(),
      site: state.site?.id ?? '',
      now: clock.now(),
      known: new Map(),
      newId,
      estimate: () => noEstimate,
    })
    const [answer] = draft.answers
    if (answer?.ok !== true) throw new Error('the epoch could not begin')
    if (!(await stores.events.append(fromRevision, draft.batch)).ok)
      throw new Error('another hub is writing this log: stop it first')
    return epoch
  } finally {
    await stores.close()
  }
}
