import type { Clock } from '#basics'
import { localMoment, type PlayReport } from '#domain'
import type { Centre } from '../core/centre.ts'

/** What screens have shown goes into the log at most once in this time, ms. */
export const browserPlaysEvery = 3_600_000

/** More than all screens of a centre show in an hour; beyond it a page runs wild. */
const mostSums = 2_000

/** Counts for boards in a plain browser, which have no agent to count for them. */
export interface BrowserPlays {
  /** A board has shown a medium, for so long. */
  shown(deviceId: string, mediumId: string, seconds: number): void
  /** Writes down what has been counted; a hub that is killed loses its last hour of it. */
  close(): Promise<void>
}

interface Sum extends PlayReport {
  readonly deviceId: string
}

/** Opens the count; of media that there are, by the centre's own clock. */
export function browserPlays(options: {
  readonly centre: Centre
  readonly clock: Clock
  newId(): string
}): BrowserPlays {
  const { centre, clock, newId } = options
  const sums = new Map<string, Sum>()
  const write = async ([key, { deviceId, ...report }]: [string, Sum]) => {
    sums.delete(key)
    const answer = await centre.execute({
      commandId: newId(),
      actor: { kind: 'device', deviceId, role: 'display', counterId: null },
      command: { type: 'report-plays', report },
      ...{ fingerprint: '', sealed: [], reply: () => null },
    })
    if (!answer.ok && answer.error.code === 'unavailable') add({ deviceId, ...report })
  }
  const add = ({ deviceId, mediumId, day, plays, seconds }: Sum) => {
    const key = `${day} ${deviceId} ${mediumId}`
    const before = sums.get(key)
    if (before === undefined && sums.size >= mostSums) return
    const sum = { plays: plays + (before?.plays ?? 0), seconds: seconds + (before?.seconds ?? 0) }
    sums.set(key, { deviceId, mediumId, day, ...sum })
  }
  const writeAll = async () => void (await Promise.all([...sums].map(write)))
  const regular = clock.every(browserPlaysEvery, () => void writeAll())
  return {
    shown(deviceId, mediumId, seconds) {
      const { media, policy } = centre.state()
      if (!media.has(mediumId)) return
      const day = localMoment(clock.now(), policy.zoneMinutes).date
      add({ deviceId, mediumId, day, plays: 1, seconds })
    },
    async close() {
      regular.cancel()
      await writeAll()
    },
  }
}
