import type { Result } from '#basics'
import type { RecordedEvent } from '#domain'
import type { TicketHistory } from './ticket_history.ts'

/** One event as it is written: its data as canonical JSON text, chained to the event before. */
export interface LogRow {
  readonly revision: number
  readonly at: string
  readonly type: string
  readonly data: string
  readonly prevHash: string
  readonly hash: string
}

/** One field of a vault row, sealed; `lookup` is the keyed digest a person is found again by, on one field only. */
export interface SealedField {
  readonly ref: string
  readonly kind: 'person' | 'note' | 'comment'
  readonly field: string
  readonly algorithm: string
  readonly keyId: string
  readonly nonce: Uint8Array
  readonly sealed: Uint8Array
  readonly lookup: string | null
  /** ms since the epoch of its last writing, for purging by age. */
  readonly at: number
}

/** What a command was answered, kept so that the same command again gets the same answer. */
export interface StoredResult {
  readonly fingerprint: string
  /** JSON text of the answer. */
  readonly outcome: string
}

/** One decided command of a batch. */
export interface BatchEntry {
  readonly commandId: string
  readonly actor: string
  readonly fingerprint: string
  /** JSON text of its answer, or null when there is nothing worth remembering. */
  readonly outcome: string | null
  readonly events: readonly LogRow[]
  readonly sealed: readonly SealedField[]
}

/** A ticket as rows outlive its day; times in ms since the epoch. */
export interface TicketRow {
  readonly id: string
  readonly day: string
  readonly series: string
  readonly sequence: number
  readonly number: string
  readonly state: string
  readonly serviceId: string
  readonly counterId: string | null
  readonly issuedAt: number
  readonly firstCalledAt: number | null
  readonly arrivedAt: number | null
  readonly endedAt: number | null
  /** Its events lie between these two places of the log, among others'. */
  readonly firstRevision: number
  readonly lastRevision: number
}

/** Who came for a ticket: `ref` is forgotten with the person, and the row with it. */
export interface VisitRow {
  readonly ref: string
  readonly ticketId: string
  /** The one whose matter it is, or the one who acts for them (代办). */
  readonly part: 'visitor' | 'agent'
}

/** Everything that one transaction writes. */
export interface Batch {
  readonly site: string
  readonly at: number
  readonly entries: readonly BatchEntry[]
  readonly issued: readonly TicketRow[]
  /** Day and first revision of a changed row are of no account: they stay as they were issued. */
  readonly changed: readonly TicketRow[]
  readonly visits: readonly VisitRow[]
}

/** What a hub starts from: a snapshot, the events after it, and the end of the log. */
export interface Loaded {
  readonly snapshot: { readonly revision: number; readonly json: string } | null
  readonly events: readonly RecordedEvent[]
  readonly head: number
  readonly headHash: string
}

/** What a batch is decided and written with. */
export interface LogWriter {
  /**
   * Writes a batch whole or not at all; refused when the log's end is not where the batch was decided, or when
   * another writer has answered one of its commands.
   */
  append(expectedRevision: number, batch: Batch): Promise<Result<void, 'conflict'>>
  eventsAfter(after: number, limit: number): Promise<readonly RecordedEvent[]>
  findResults(commandIds: readonly string[]): Promise<ReadonlyMap<string, StoredResult>>
}

/** The log of one centre and what is written in the same transaction; any method may reject with an I/O error. */
export interface EventStore extends LogWriter, TicketHistory {
  load(): Promise<Loaded>
  /** Runs work while no other process writes; what it appended is durable when this resolves. */
  inTurn<T>(work: (log: LogWriter) => Promise<T>): Promise<T>
  /**
   * Calls back with the log's end when it has grown, also by this process; calls may be lost. Returns the way to
   * stop, or null where no other process can write.
   */
  watch(listener: (head: number) => void): (() => void) | null
  saveSnapshot(revision: number, json: string): Promise<void>
  /** A ticket of any day. */
  findTicket(ticketId: string): Promise<TicketRow | null>
  /**
   * The reference under which a person is sealed, by the keyed digest of the ID number. Where several processes
   * write, a person not yet known is bound to `fresh` at once, so that all agree; elsewhere the answer is null.
   */
  claimRef(lookup: string, fresh: string, now: number): Promise<string | null>
  sealedFields(ref: string): Promise<readonly SealedField[]>
  /**
   * Forgets vault rows of a kind last written before a time, and who came for which ticket, but for some references;
   * returns how many fields.
   */
  purgeSealed(kind: SealedField['kind'], before: number, needed?: readonly string[]): Promise<number>
  /** Forgets answers of commands older than a time. */
  purgeResults(before: number): Promise<number>
  /** Writes a word and nothing else, to see whether the disk takes writes. */
  probe(): Promise<void>
  close(): Promise<void>
}
