/** The city's tables, one entry a version, forward only. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE sites (
    site_id TEXT PRIMARY KEY,
    name TEXT,
    business_day TEXT,
    head INTEGER NOT NULL DEFAULT 0,
    last_seen TEXT
  ) STRICT;
  CREATE TABLE events (
    site_id TEXT NOT NULL,
    revision INTEGER NOT NULL,
    at TEXT NOT NULL,
    msg_type TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    received_at TEXT NOT NULL,
    PRIMARY KEY (site_id, revision)
  ) STRICT, WITHOUT ROWID;
  CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
  CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;
  CREATE TABLE services (
    site_id TEXT NOT NULL, service_id TEXT NOT NULL, name TEXT NOT NULL,
    PRIMARY KEY (site_id, service_id)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE tickets (
    site_id TEXT NOT NULL, ticket_id TEXT NOT NULL, number TEXT NOT NULL, business_day TEXT NOT NULL,
    service_id TEXT NOT NULL, state TEXT NOT NULL, counter_id TEXT, issued_at TEXT NOT NULL,
    called_at TEXT, ended_at TEXT, overall INTEGER, events INTEGER NOT NULL,
    PRIMARY KEY (site_id, ticket_id),
    UNIQUE (site_id, business_day, number)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE ratings (
    site_id TEXT NOT NULL, ticket_id TEXT NOT NULL, leg INTEGER NOT NULL, counter_id TEXT NOT NULL,
    business_day TEXT NOT NULL, at TEXT NOT NULL, overall INTEGER, attitude INTEGER, efficiency INTEGER,
    competence INTEGER, reasons TEXT NOT NULL,
    PRIMARY KEY (site_id, ticket_id, leg)
  ) STRICT, WITHOUT ROWID;
  `,
]
