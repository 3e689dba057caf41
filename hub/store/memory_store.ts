import { assert, err, ok } from '#basics'
import { genesisHash, recordedEvent } from './chain.ts'
import type {
  Batch,
  EventStore,
  LogRow,
  SealedField,
  StoredResult,
  TicketRow,
  VisitRow,
} from './event_store.ts'
import { memoryHistory } from './memory_history.ts'

/** A centre's log in memory, for tests of the rules around it: the same contract, nothing survives the process. */
export function memoryEventStore(): EventStore {
  const log: LogRow[] = []
  const results = new Map<string, StoredResult & { readonly at: number }>()
  const tickets = new Map<string, TicketRow>()
  const numbers = new Set<string>()
  let vault: SealedField[] = []
  let visits: VisitRow[] = []
  let snapshot: { revision: number; json: string } | null = null

  const watchers = new Set<(head: number) => void>()

  const numberKey = ({ day, series, sequence }: TicketRow) => `${day} ${series} ${sequence}`
  /** What a database would refuse by its keys, checked before anything is written. */
  const checkKeys = (batch: Batch) => {
    for (const [index, row] of batch.entries.flatMap((entry) => entry.events).entries())
      assert(row.revision === log.length + 1 + index, 'revision is unique and gap-free')
    const fresh = batch.issued.map(numberKey)
    assert(new Set(fresh).size === fresh.length, 'number is unique')
    assert(!fresh.some((key) => numbers.has(key)), 'number is unique')
  }
  const seal = (field: SealedField) => {
    vault = vault.filter((each) => each.ref !== field.ref || each.field !== field.field)
    vault.push(field)
  }

  const store: EventStore = {
    inTurn: (work) => work(store),
    watch(listener) {
      watchers.add(listener)
      return () => void watchers.delete(listener)
    },
    async load() {
      const events = log.slice(snapshot?.revision ?? 0).map(recordedEvent)
      return { snapshot, events, head: log.length, headHash: log.at(-1)?.hash ?? genesisHash }
    },
    async append(expectedRevision, batch) {
      if (expectedRevision !== log.length) return err('conflict')
      if (batch.entries.some(({ commandId }) => results.has(commandId))) return err('conflict')
      checkKeys(batch)
      for (const { commandId, fingerprint, outcome, events, sealed } of batch.entries) {
        log.push(...events)
        if (outcome !== null) results.set(commandId, { fingerprint, outcome, at: batch.at })
        for (const field of sealed) seal(field)
      }
      for (const ticket of [...batch.issued, ...batch.changed]) {
        const { day, firstRevision } = tickets.get(ticket.id) ?? ticket
        tickets.set(ticket.id, { ...ticket, day, firstRevision })
      }
      visits.push(...batch.visits)
      for (const ticket of batch.issued) numbers.add(numberKey(ticket))
      for (const tell of watchers) tell(log.length)
      return ok(undefined)
    },
    eventsAfter: async (after, limit) => log.slice(after, after + limit).map(recordedEvent),
    async findResults(commandIds) {
      const found = new Map<string, StoredResult>()
      for (const id of commandIds) {
        const result = results.get(id)
        if (result !== undefined) found.set(id, { fingerprint: result.fingerprint, outcome: result.outcome })
      }
      return found
    },
    async saveSnapshot(revision, json) {
      snapshot = { revision, json }
    },
    ...memoryHistory(tickets, () => visits, log),
    findRef: async (lookup) => vault.find((field) => field.lookup === lookup)?.ref ?? null,
    findTicket: async (ticketId) => tickets.get(ticketId) ?? null,
    claimRef: async (lookup) => vault.find((field) => field.lookup === lookup)?.ref ?? null,
    sealedFields: async (ref) => vault.filter((field) => field.ref === ref),
    async purgeSealed(kind, before, needed = []) {
      const young = new Set([
        ...needed,
        ...vault.filter((field) => field.at >= before).map((field) => field.ref),
      ])
      const kept = vault.filter((field) => field.kind !== kind || young.has(field.ref))
      const purged = vault.length - kept.length
      const gone = new Set(vault.flatMap((field) => (kept.includes(field) ? [] : [field.ref])))
      visits = visits.filter(({ ref }) => !gone.has(ref))
      vault = kept
      return purged
    },
    async purgeResults(before) {
      const old = [...results].filter(([, result]) => result.at < before)
      for (const [id] of old) results.delete(id)
      return old.length
    },
    async probe() {},
    async close() {},
  }
  return store
}
