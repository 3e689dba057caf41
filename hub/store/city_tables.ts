/** Tables of the link to the city, the same on both databases but for the name of whole numbers. */
const tables = `
  -- Records the city would not take; 'behind' = a later one of the same ticket or booking.
  CREATE TABLE city_parked (
    revision INTEGER PRIMARY KEY,
    subject TEXT,
    msg_type TEXT NOT NULL,
    type TEXT NOT NULL,
    at TEXT NOT NULL,
    code INTEGER NOT NULL,
    message TEXT NOT NULL,
    state TEXT NOT NULL,
    tries INTEGER NOT NULL,
    told INTEGER NOT NULL,
    reason TEXT,
    dropped_by TEXT
  );
  -- What came from the city for a person to look at.
  CREATE TABLE city_inbox (
    seq INTEGER PRIMARY KEY,
    msg_type TEXT NOT NULL,
    id TEXT NOT NULL,
    at TEXT NOT NULL,
    data TEXT NOT NULL,
    state TEXT NOT NULL,
    note TEXT
  );
  -- The last receipt, the last reconciliation, a pause: one word each, as JSON.
  CREATE TABLE city_notes (name TEXT PRIMARY KEY, value TEXT NOT NULL);
  -- Work that one hub of a centre does at a time.
  CREATE TABLE leases (name TEXT PRIMARY KEY, holder TEXT NOT NULL, until INTEGER NOT NULL);
`

/** The tables of the link that another hub of the centre needs, should this one be lost; who holds a work is not among them. */
export const carriedCityTables = ['city_parked', 'city_inbox', 'city_notes'] as const
export type CarriedCityTable = (typeof carriedCityTables)[number]

/** The same tables as each database writes them. */
export const cityTables = {
  sqlite: tables.replaceAll(');', ') STRICT;'),
  postgres: tables.replaceAll('INTEGER', 'bigint'),
} as const
