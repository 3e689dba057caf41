import type { z } from 'zod'
import {
  type CityEnvelope,
  type CityPurpose,
  cityCodes,
  type ExchangeReply,
  epochBody,
  heartbeatBody,
  pullBody,
  reconciliationBody,
  recordsBody,
} from '#protocol'
import { pull } from './down.ts'
import type { SiteRow } from './ingest/site_batch.ts'
import { type Brought, type Taken, takeRecords } from './ingest/take.ts'
import { takeLate } from './ingest/take_late.ts'
import { takeOver } from './ingest/take_over.ts'
import { reconcile } from './reconcile.ts'
import type { Statements } from './store/database.ts'

/** What a message that takes nothing has taken. */
export const nothing: Taken = { code: cityCodes.ok, accepted: 0, rejected: [] }

/** An authentic message of a site whose row is held; `now` is when it came, ms. */
export interface Asked {
  readonly site: SiteRow
  readonly message: CityEnvelope
  readonly now: number
}

/** What a message did, and what its answer holds beside the receipt. */
export interface Outcome {
  readonly taken: Taken
  readonly more?: Pick<ExchangeReply, 'pull' | 'reconciliation'>
}

function bodyOf<Schema extends z.ZodType>(schema: Schema, text: string): z.output<Schema> | null {
  try {
    const parsed = schema.safeParse(JSON.parse(text))
    return parsed.success ? parsed.data : null
  } catch {
    return null
  }
}

function broughtBy({ site, message, now }: Asked): Brought | null {
  const parsed = bodyOf(recordsBody, message.body)
  return parsed === null ? null : { site, records: parsed.records, receivedAt: new Date(now).toISOString() }
}

/** Does what one message asks, of any purpose but RECORDS. */
async function performOther(
  statements: Statements,
  asked: Asked,
  purpose: Exclude<CityPurpose, 'RECORDS'>,
): Promise<Outcome | null> {
  const { site, now } = asked
  const { epoch = 1 } = asked.message.head
  const { body } = asked.message
  switch (purpose) {
    case 'LATE': {
      const brought = broughtBy(asked)
      return brought === null ? null : { taken: await takeLate(statements, brought) }
    }
    case 'EPOCH': {
      const parsed = bodyOf(epochBody, body)
      if (parsed === null) return null
      if (epoch <= site.epoch) return { taken: nothing }
      const taken = await takeOver(statements, site, parsed.began, epoch, new Date(now).toISOString())
      return taken === null ? null : { taken }
    }
    case 'HEARTBEAT':
      return bodyOf(heartbeatBody, body) === null ? null : { taken: nothing }
    case 'PULL': {
      const parsed = bodyOf(pullBody, body)
      if (parsed === null) return null
      const pulled = await pull(statements, site.site_id, parsed, site.down_head, now)
      return { taken: nothing, more: { pull: pulled } }
    }
    case 'RECONCILIATION': {
      const account = bodyOf(reconciliationBody, body)
      if (account === null) return null
      return { taken: nothing, more: { reconciliation: await reconcile(statements, site, account) } }
    }
  }
}

/**
 * Does what messages of different sites ask, their records with as few statements as those of one; in their order,
 * null for one whose body has not the form its purpose asks for.
 */
export async function performAll(statements: Statements, all: readonly Asked[]): Promise<(Outcome | null)[]> {
  const brought = new Map<Asked, Brought>()
  for (const asked of all) {
    const records = asked.message.head.msgType === 'RECORDS' ? broughtBy(asked) : null
    if (records !== null) brought.set(asked, records)
  }
  const taken = await takeRecords(statements, [...brought.values()])
  const takenBy = new Map([...brought.keys()].map((asked, index) => [asked, taken[index]]))
  const outcomes: (Outcome | null)[] = []
  for (const asked of all) {
    const { msgType } = asked.message.head
    const mine = takenBy.get(asked)
    if (msgType !== 'RECORDS') outcomes.push(await performOther(statements, asked, msgType))
    else outcomes.push(mine === undefined ? null : { taken: mine })
  }
  return outcomes
}
