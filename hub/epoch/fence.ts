import { createHmac, timingSafeEqual } from 'node:crypto'
import type { EpochData } from '#domain'
import type { Cursors } from '../store/cursors.ts'

/** Makes the proof that an epoch was begun by somebody who holds the centre's keys. */
export type EpochProof = (epoch: number, hubId: string, fromRevision: number) => string

/** The proof under a secret of the vault: HMAC-SHA256, base64url. */
export const epochProof =
  (secret: Parameters<typeof createHmac>[1]): EpochProof =>
  (epoch, hubId, fromRevision) =>
    createHmac('sha256', secret).update(`epoch|${epoch}|${hubId}|${fromRevision}`).digest('base64url')

/** Whether another hub has taken this one's place. */
export interface Fence {
  /** The later epoch and the last event both logs have, or null. */
  state(): { readonly epoch: number; readonly fromRevision: number } | null
  /** Hears what a sender knows of the centre's epochs; only a proof of the centre's keys is believed. */
  hear(began: EpochData, ownEpoch: number): Promise<void>
}

/** Where a log says that another has its place: of which epoch, and the last event both have. */
export const fenceNames = { epoch: 'fenced-by-epoch', from: 'fenced-from-revision' } as const

/** The epoch this hub was once told of, or null: known before its centre opens, which must not write then. */
export const knownFence = async (cursors: Cursors): Promise<number | null> =>
  (await cursors.get(fenceNames.epoch)) || null

function isSame(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Opens the fence: what was heard once holds over restarts. */
export async function openFence(
  cursors: Cursors,
  ownEpoch: number,
  proof: EpochProof,
  onFenced: (epoch: number) => void,
): Promise<Fence> {
  const kept = {
    epoch: await cursors.get(fenceNames.epoch),
    fromRevision: await cursors.get(fenceNames.from),
  }
  let fenced = kept.epoch > ownEpoch ? kept : null
  return {
    state: () => fenced,
    async hear({ epoch, hubId, fromRevision, proof: given }, own) {
      if (epoch <= own || epoch <= (fenced?.epoch ?? 0)) return
      if (!isSame(given, proof(epoch, hubId, fromRevision))) return
      // In force before it is durable: not one command more.
      const isFirst = fenced === null
      fenced = { epoch, fromRevision: Math.min(fromRevision, fenced?.fromRevision ?? fromRevision) }
      if (isFirst) onFenced(epoch)
      await cursors.set(fenceNames.from, fenced.fromRevision)
      await cursors.set(fenceNames.epoch, epoch)
    },
  }
}
