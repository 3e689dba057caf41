import { cityTables } from './city_tables.ts'
import { historyMigration } from './history_migration.ts'

/** The hub's tables, one entry a schema version, forward only; an entry once shipped is never changed. */
export const migrations: readonly string[] = [
  `
  CREATE TABLE events (
    revision INTEGER PRIMARY KEY,
    site TEXT NOT NULL,
    at TEXT NOT NULL,
    type TEXT NOT NULL,
    data TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL,
    command_id TEXT NOT NULL,
    actor TEXT NOT NULL
  ) STRICT;
  CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
  CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'events are never removed'); END;

  CREATE TABLE commands (
    id TEXT PRIMARY KEY,
    fingerprint TEXT NOT NULL,
    outcome TEXT NOT NULL,
    at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE tickets (
    id TEXT PRIMARY KEY,
    day TEXT NOT NULL,
    series TEXT NOT NULL,
    sequence INTEGER NOT NULL,
    number TEXT NOT NULL,
    state TEXT NOT NULL,
    service_id TEXT NOT NULL,
    counter_id TEXT,
    issued_at INTEGER NOT NULL,
    first_called_at INTEGER,
    arrived_at INTEGER,
    ended_at INTEGER,
    UNIQUE (day, series, sequence)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE vault (
    ref TEXT NOT NULL,
    kind TEXT NOT NULL,
    field TEXT NOT NULL,
    algorithm TEXT NOT NULL,
    key_id TEXT NOT NULL,
    nonce BLOB NOT NULL,
    sealed BLOB NOT NULL,
    lookup TEXT UNIQUE,
    at INTEGER NOT NULL,
    PRIMARY KEY (ref, field)
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE snapshots (
    revision INTEGER PRIMARY KEY,
    json TEXT NOT NULL
  ) STRICT;

  CREATE TABLE cursors (
    name TEXT PRIMARY KEY,
    value INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;

  CREATE TABLE devices (
    id TEXT PRIMARY KEY,
    role TEXT NOT NULL,
    name TEXT NOT NULL,
    counter_id TEXT,
    token_hash TEXT UNIQUE,
    enrolled_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE pairings (
    code_hash TEXT PRIMARY KEY,
    device_id TEXT NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    expires_at INTEGER NOT NULL,
    tries INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE staff_secrets (
    staff_id TEXT PRIMARY KEY,
    password TEXT NOT NULL,
    wrong INTEGER NOT NULL DEFAULT 0,
    locked_until INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE sessions (
    token_hash TEXT PRIMARY KEY,
    staff_id TEXT NOT NULL,
    expires_at INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  `,
  historyMigration.sqlite,
  cityTables.sqlite,
]
