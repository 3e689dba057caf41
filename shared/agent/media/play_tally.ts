import { z } from 'zod'
import type { Clock } from '#basics'
import { type HubClient, newCommandId } from '#client'
import { localMoment } from '#domain'
import type { AgentStore } from '../agent_store.ts'
import type { AgentLog } from '../log.ts'

/** Named times, ms. */
export const tallyDelays = {
  /** What a screen has shown of a medium goes up at most once in this time. */
  report: 3_600_000,
  look: 60_000,
} as const

/** A day a screen has not been able to tell of for so long is given up; it could fill the disk. */
const mostRows = 5_000

const row = z.object({
  mediumId: z.string(),
  day: z.string(),
  /** Of what has not been sent yet. */
  plays: z.int(),
  seconds: z.int(),
  /** When the first of it was shown, the hub's time. */
  since: z.number(),
  /** What is on its way, under an id of its own until the hub has answered. */
  sent: z.object({ commandId: z.string(), plays: z.int(), seconds: z.int() }).nullable(),
})
type Row = z.infer<typeof row>

/** Refusals after which the same report may still be taken later. */
const passing: ReadonlySet<string> = new Set(['unavailable', 'rate-limited', 'unauthenticated', 'fenced'])

/** Counts what this machine's screen shows: proof of play (S18). */
export interface PlayTally {
  shown(mediumId: string, seconds: number): void
  close(): void
}

/** What counting needs. */
export interface PlayTallyOptions {
  readonly clock: Clock
  readonly store: AgentStore
  readonly log: AgentLog
  readonly send: HubClient['send']
  /** The hub's time, ms since the epoch. */
  now(): number
  /** The centre's zone, minutes east of UTC. */
  zone(): number
}

/** Opens the tally: on the disk as it is counted, sent once an hour, again under the same id until it is answered. */
export function playTally({ clock, store, log, send, now, zone }: PlayTallyOptions): PlayTally {
  const table = store.table<Row>('plays', row)
  const keyOf = ({ mediumId, day }: Pick<Row, 'mediumId' | 'day'>) => `${day} ${mediumId}`
  const rows = new Map(table.all().map((kept) => [keyOf(kept), kept]))
  const underWay = new Set<string>()
  let isClosed = false
  const today = () => localMoment(now(), zone()).date
  const put = (changed: Row) => {
    const key = keyOf(changed)
    if (changed.plays === 0 && changed.sent === null) {
      rows.delete(key)
      table.remove(key)
      return
    }
    rows.set(key, changed)
    table.put(key, changed)
  }
  const deliver = async (key: string, sent: NonNullable<Row['sent']>) => {
    const { mediumId, day } = rows.get(key) ?? { mediumId: '', day: '' }
    underWay.add(key)
    const answer = await send({ name: 'report-plays', body: { mediumId, day, ...sent } }, { limitMs: null })
    underWay.delete(key)
    if (isClosed || (!answer.ok && passing.has(answer.error.code))) return
    if (!answer.ok) log.warn({ mediumId, day, code: answer.error.code }, 'the hub does not take a play log')
    const left = rows.get(key)
    if (left !== undefined) put({ ...left, sent: null })
  }
  const isDue = ({ day, plays, since }: Row) =>
    plays > 0 && (day < today() || now() - since >= tallyDelays.report)
  const look = () => {
    for (const [key, kept] of rows) {
      if (underWay.has(key)) continue
      if (kept.sent !== null) void deliver(key, kept.sent)
      else if (isDue(kept)) {
        const { plays, seconds } = kept
        const sent = { commandId: newCommandId(clock), plays, seconds }
        put({ ...kept, plays: 0, seconds: 0, sent })
        void deliver(key, sent)
      }
    }
  }
  const regular = clock.every(tallyDelays.look, look)
  look()
  return {
    shown(mediumId, seconds) {
      const day = today()
      const before = rows.get(keyOf({ mediumId, day }))
      if (before === undefined && rows.size >= mostRows) return
      const { plays = 0, seconds: sum = 0, sent = null } = before ?? {}
      const since = plays === 0 ? now() : (before?.since ?? now())
      put({ mediumId, day, plays: plays + 1, seconds: sum + seconds, since, sent })
    },
    close() {
      isClosed = true
      regular.cancel()
    },
  }
}
