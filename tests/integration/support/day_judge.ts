import { findTicket } from '#domain'
import { verifyChain } from '#hub'
import type { TestCentre } from '#testing'
import { closeAccount, type Told } from '../../support/day_account.ts'
import type { Hall } from './day_hall.ts'
import { type DayRecord, papersIn } from './day_people.ts'

/** What is wrong at the end of a day; nothing when every number, paper and visitor is accounted for. */
export async function judge(centre: TestCentre, hall: Hall, record: DayRecord): Promise<readonly string[]> {
  const { store, centre: core } = centre.hub()
  const chain = await verifyChain(store)
  const account = closeAccount({
    pressed: record.pressed,
    events: (await store.eventsAfter(0, 100_000)) as unknown as readonly Told[],
    stateOf: (ticketId) => findTicket(core.state(), ticketId)?.state ?? null,
    papers: papersIn(hall),
  })
  return [...record.findings, ...(chain.ok ? [] : [`the log's chain breaks at ${chain.error}`]), ...account]
}
