import { type SimulatedClock, simulatedClock } from '#basics'
import type { RecordedEvent } from '#domain'
import { derivedKey, signingKey, verifyingKey } from '#signing'
import { openDatabase } from '#sqlite'
import { openCursors } from '../store/cursors.ts'
import { migrations } from '../store/migrations.ts'
import { sqliteRows } from '../store/rows.ts'
import { type FakeCity, secret } from './fake_city.fixture.ts'
import { httpAdapter, type OpenLink, openCityLink, openInbox } from './index.ts'

/** Monday 2026-03-02, 09:00 in Shanghai. */
export const monday = Date.parse('2026-03-02T01:00:00Z')

const party = {
  siteId: 'site-test',
  receiverCode: '310000',
  sign: signingKey(secret),
  answer: verifyingKey(secret),
  seal: derivedKey(secret, 'person'),
}

/** A log that grows when a test says so. */
function growingLog() {
  const events: RecordedEvent[] = []
  const listeners = new Set<() => void>()
  return {
    head: () => events.length,
    eventsAfter: async (after: number, limit: number) => events.slice(after, after + limit),
    onCommitted(listener: () => void) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    grow(count: number, ticketId = (revision: number) => `T${revision}`) {
      for (let n = 0; n < count; n += 1) {
        const revision = events.length + 1
        const data = { ticketId: ticketId(revision) }
        const stamp = { at: new Date(monday).toISOString(), prevHash: '', hash: `h${revision}` }
        events.push({ type: 'TicketPrinted', data, revision, ...stamp } as unknown as RecordedEvent)
      }
      for (const listener of listeners) listener()
    },
  }
}
/** A log a test adds to. */
export type GrowingLog = ReturnType<typeof growingLog>

/** Lets everything that is under way go on, until something is so; a test's own time limit ends it. */
export const until = async (what: () => boolean): Promise<void> => {
  while (!what()) await new Promise((next) => setImmediate(next))
}

/** '1' to a number, as texts. */
export const numbers = (to: number): string[] => Array.from({ length: to }, (_, index) => String(index + 1))

/** A link that has said everything it had to say to a fake city; `told` is what the operator was told. */
export async function openTestLink(city: FakeCity): Promise<{
  clock: SimulatedClock
  log: GrowingLog
  link: OpenLink
  told: (string | null)[]
}> {
  const clock = simulatedClock(monday)
  const log = growingLog()
  const told: (string | null)[] = []
  const rows = sqliteRows(openDatabase({ file: ':memory:', migrations }))
  const nobody = async () => ({ ok: true, value: undefined }) as const
  const side = { book: nobody, cancel: nobody, adopt: nobody, askRating: nobody, noteReceipt: nobody }
  let ids = 0
  const newId = () => {
    ids += 1
    return `m${ids}`
  }
  const link = openCityLink({
    adapter: httpAdapter({
      url: city.url,
      party,
      clock,
      newId,
      epoch: () => 1,
      onLaterEpoch: () => undefined,
    }),
    log,
    cursors: openCursors(rows),
    rows,
    inbox: openInbox(rows, side, party.seal, 'draft'),
    clock,
    epochBegan: () => null,
    holder: 'hub-1',
    random: () => 0.5,
    onTrouble: (sentence) => void told.push(sentence),
  })
  await until(() => link.status().lastReconciliation !== null && link.status().state === 'idle')
  return { clock, log, link, told }
}
