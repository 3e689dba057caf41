import { ok, type Result } from '#basics'
import { cityDay, type DayCount, type Reconciliation, type ReconciliationReply } from '#protocol'
import { recordsDigest } from '#signing'
import type { CityAdapter, Trouble } from './adapter.ts'
import type { LateSender } from './late.ts'
import { recordOf } from './message.ts'
import type { Parked } from './parked.ts'
import type { OutboxLog } from './send_records.ts'

const page = 1_000

/** The first revision whose record counts for a day or a later one; head + 1 when there is none. */
async function firstOf(log: OutboxLog, day: string): Promise<number> {
  let [low, high] = [1, log.head() + 1]
  while (low < high) {
    const middle = Math.floor((low + high) / 2)
    const [event] = await log.eventsAfter(middle - 1, 1)
    if (event === undefined || cityDay(event.at) >= day) high = middle
    else low = middle + 1
  }
  return low
}

const dayAfter = (day: string) =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** The site's own account of a day, over the log's revisions from its first to its last. */
async function accountOf(log: OutboxLog, day: string): Promise<Reconciliation> {
  const from = await firstOf(log, day)
  const to = (await firstOf(log, dayAfter(day))) - 1
  const hashes = new Map<string, string[]>()
  for (let after = from - 1; after < to; ) {
    const events = await log.eventsAfter(after, Math.min(page, to - after))
    for (const { msgType, hash } of events.map(recordOf)) {
      const known = hashes.get(msgType)
      if (known === undefined) hashes.set(msgType, [hash])
      else known.push(hash)
    }
    after = events.at(-1)?.revision ?? to
  }
  const types: DayCount[] = [...hashes].map(([msgType, each]) => ({
    msgType,
    count: each.length,
    digest: recordsDigest(each),
  }))
  return { day, from, to, types }
}

/** Sends once more what the city lacks and nobody has parked or given up; false when there was nothing to send. */
async function repair(
  reply: ReconciliationReply,
  parked: Parked,
  late: LateSender,
): Promise<Result<boolean, Trouble>> {
  const { revisions } = await parked.open()
  const lacking = [...reply.missing, ...reply.withheld].filter((revision) => !revisions.has(revision))
  if (lacking.length === 0) return ok(false)
  const sent = await late.resend(lacking.sort((a, b) => a - b))
  return sent.ok ? ok(true) : sent
}

/** Compares one day with the city, sends what it lacks, and compares once more; what is left is for a person. */
export async function reconcileDay(
  day: string,
  parts: {
    readonly adapter: CityAdapter
    readonly log: OutboxLog
    readonly parked: Parked
    readonly late: LateSender
  },
): Promise<Result<ReconciliationReply, Trouble>> {
  const { adapter, log, parked, late } = parts
  const account = await accountOf(log, day)
  const first = await adapter.reconcile(account, log.head())
  if (!first.ok || first.value.agrees) return first
  const repaired = await repair(first.value, parked, late)
  if (!repaired.ok) return repaired
  return repaired.value ? adapter.reconcile(account, log.head()) : first
}
