/** What a column may hold. */
export type Value = string | number | null

/** A table as rows are written to it: its columns with their types on PostgreSQL, and its key. */
export interface Table {
  readonly name: string
  readonly columns: Readonly<Record<string, 'text' | 'bigint'>>
  readonly key: readonly string[]
}

const table = (
  name: string,
  key: readonly string[],
  text: readonly string[],
  number: readonly string[],
): Table => ({
  name,
  key,
  columns: Object.fromEntries([
    ...text.map((column) => [column, 'text'] as const),
    ...number.map((column) => [column, 'bigint'] as const),
  ]),
})

/** Tables that are written in many rows at once. */
export const tables = {
  /** `down_head` is left to those who send down. */
  sites: table(
    'sites',
    ['site_id'],
    [
      'site_id',
      'name',
      'name_en',
      'level',
      'area_code',
      'address',
      'business_day',
      'last_hash',
      'last_msg_id',
      'last_seen',
      'epoch_began',
    ],
    [
      'head',
      'next_revision',
      'last_seq',
      'waiting',
      'tickets_today',
      'ratings_today',
      'rating_sum',
      'withheld',
      'epoch',
      'superseded',
      'mobile',
    ],
  ),
  /** A site that is heard for the first time. */
  newSites: table('sites', ['site_id'], ['site_id'], []),
  events: table(
    'events',
    ['site_id', 'revision'],
    [
      'site_id',
      'at',
      'day',
      'business_day',
      'msg_type',
      'type',
      'data',
      'prev_hash',
      'hash',
      'received_at',
      'state',
      'message',
      'subject',
    ],
    ['revision', 'code'],
  ),
  tickets: table(
    'tickets',
    ['site_id', 'ticket_id'],
    [
      'site_id',
      'ticket_id',
      'number',
      'business_day',
      'service_id',
      'state',
      'counter_id',
      'issued_at',
      'called_at',
      'ended_at',
    ],
    ['overall', 'events'],
  ),
  ratings: table(
    'ratings',
    ['site_id', 'ticket_id', 'leg'],
    ['site_id', 'ticket_id', 'counter_id', 'business_day', 'at', 'reasons'],
    ['leg', 'overall', 'attitude', 'efficiency', 'competence'],
  ),
  services: table(
    'services',
    ['site_id', 'service_id'],
    ['site_id', 'service_id', 'name', 'data'],
    ['online'],
  ),
  slots: table(
    'slots',
    ['site_id', 'service_id', 'slot_at'],
    ['site_id', 'service_id', 'day'],
    ['slot_at', 'places', 'taken'],
  ),
  documents: table(
    'documents',
    ['site_id', 'kind', 'id'],
    ['site_id', 'kind', 'id', 'data'],
    ['version', 'revision'],
  ),
  downlink: table(
    'downlink',
    ['site_id', 'seq'],
    ['site_id', 'at', 'msg_type', 'id', 'data'],
    ['seq', 'until'],
  ),
} as const satisfies Record<string, Table>
