/** The two databases a city can keep its tables in. */
export type Dialect = 'sqlite' | 'postgres'

const oneTable = `
CREATE TABLE sites (
  site_id TEXT PRIMARY KEY,
  name TEXT, name_en TEXT, level TEXT, area_code TEXT, address TEXT,
  business_day TEXT,
  head INTEGER NOT NULL DEFAULT 0,
  next_revision INTEGER NOT NULL DEFAULT 1,
  last_hash TEXT NOT NULL DEFAULT '',
  last_seq INTEGER NOT NULL DEFAULT 0,
  last_msg_id TEXT NOT NULL DEFAULT '',
  last_seen TEXT,
  down_head INTEGER NOT NULL DEFAULT 0,
  waiting INTEGER NOT NULL DEFAULT 0,
  tickets_today INTEGER NOT NULL DEFAULT 0,
  ratings_today INTEGER NOT NULL DEFAULT 0,
  rating_sum INTEGER NOT NULL DEFAULT 0,
  withheld INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE events (
  site_id TEXT NOT NULL, revision INTEGER NOT NULL,
  at TEXT NOT NULL, day TEXT NOT NULL, business_day TEXT,
  msg_type TEXT NOT NULL, type TEXT NOT NULL, data TEXT,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL, received_at TEXT NOT NULL,
  state TEXT NOT NULL, code INTEGER NOT NULL, message TEXT, subject TEXT,
  PRIMARY KEY (site_id, revision)
);
CREATE INDEX events_withheld ON events (site_id, revision) WHERE data IS NULL;
CREATE TABLE services (
  site_id TEXT NOT NULL, service_id TEXT NOT NULL, name TEXT NOT NULL, data TEXT NOT NULL, online INTEGER NOT NULL,
  PRIMARY KEY (site_id, service_id)
);
CREATE TABLE tickets (
  site_id TEXT NOT NULL, ticket_id TEXT NOT NULL, number TEXT NOT NULL, business_day TEXT NOT NULL,
  service_id TEXT NOT NULL, state TEXT NOT NULL, counter_id TEXT, issued_at TEXT NOT NULL,
  called_at TEXT, ended_at TEXT, overall INTEGER, events INTEGER NOT NULL,
  PRIMARY KEY (site_id, ticket_id)
);
CREATE UNIQUE INDEX tickets_number ON tickets (site_id, business_day, number);
CREATE TABLE ratings (
  site_id TEXT NOT NULL, ticket_id TEXT NOT NULL, leg INTEGER NOT NULL, counter_id TEXT NOT NULL,
  business_day TEXT NOT NULL, at TEXT NOT NULL, overall INTEGER, attitude INTEGER, efficiency INTEGER,
  competence INTEGER, reasons TEXT NOT NULL,
  PRIMARY KEY (site_id, ticket_id, leg)
);
CREATE TABLE documents (
  site_id TEXT NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, version INTEGER NOT NULL, revision INTEGER NOT NULL,
  data TEXT NOT NULL,
  PRIMARY KEY (site_id, kind, id)
);
CREATE TABLE slots (
  site_id TEXT NOT NULL, service_id TEXT NOT NULL, slot_at INTEGER NOT NULL, day TEXT NOT NULL,
  places INTEGER NOT NULL, taken INTEGER NOT NULL,
  PRIMARY KEY (site_id, service_id, slot_at)
);
CREATE TABLE reservations (
  id TEXT PRIMARY KEY, site_id TEXT NOT NULL, service_id TEXT NOT NULL, slot_at INTEGER NOT NULL,
  day TEXT NOT NULL, code TEXT NOT NULL UNIQUE, person TEXT NOT NULL, state TEXT NOT NULL, made_at TEXT NOT NULL
);
CREATE UNIQUE INDEX reservations_one_a_day ON reservations (person, day) WHERE state IN ('BOOKED', 'CHECKED_IN');
CREATE TABLE downlink (
  site_id TEXT NOT NULL, seq INTEGER NOT NULL, at TEXT NOT NULL, msg_type TEXT NOT NULL, id TEXT NOT NULL,
  data TEXT NOT NULL, until INTEGER,
  PRIMARY KEY (site_id, seq)
);
CREATE TABLE publications (
  id TEXT PRIMARY KEY, msg_type TEXT NOT NULL, scope TEXT NOT NULL, at TEXT NOT NULL, title TEXT NOT NULL,
  sites INTEGER NOT NULL
);
`

const sqliteGuard = `
CREATE TRIGGER events_stay BEFORE UPDATE ON events WHEN old.data IS NOT NULL
  BEGIN SELECT RAISE(ABORT, 'records that are here are never changed'); END;
CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
`
const postgresGuard = `
CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN RAISE EXCEPTION 'records that are here are never changed or removed'; END $$;
CREATE TRIGGER events_stay BEFORE UPDATE ON events FOR EACH ROW WHEN (OLD.data IS NOT NULL)
  EXECUTE FUNCTION events_stay();
CREATE TRIGGER events_remain BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_stay();
`

const strict = (sql: string) => sql.replaceAll(/\n\);/g, '\n) STRICT;')
const wide = (sql: string) => sql.replaceAll('INTEGER', 'bigint')

/** What the first version kept; its sites send everything again, from their own logs, into the tables above. */
const forgetFirst = `
DROP TABLE IF EXISTS events; DROP TABLE IF EXISTS tickets; DROP TABLE IF EXISTS ratings;
DROP TABLE IF EXISTS services; DROP TABLE IF EXISTS sites;
`

/** Epochs of a site's log, and the records of a hub that was replaced: they leave `events` only by standing here. */
const epochs = `
ALTER TABLE sites ADD COLUMN epoch INTEGER NOT NULL DEFAULT 1;
ALTER TABLE sites ADD COLUMN epoch_began TEXT;
ALTER TABLE sites ADD COLUMN superseded INTEGER NOT NULL DEFAULT 0;
CREATE TABLE superseded (
  site_id TEXT NOT NULL, revision INTEGER NOT NULL, epoch INTEGER NOT NULL,
  at TEXT NOT NULL, msg_type TEXT NOT NULL, type TEXT NOT NULL, data TEXT,
  prev_hash TEXT NOT NULL, hash TEXT NOT NULL, received_at TEXT NOT NULL, superseded_at TEXT NOT NULL,
  PRIMARY KEY (site_id, epoch, revision)
);
`
const isSuperseded =
  'SELECT 1 FROM superseded s WHERE s.site_id = old.site_id AND s.revision = old.revision AND s.hash = old.hash'
const sqliteEpochGuard = `
DROP TRIGGER events_remain;
CREATE TRIGGER events_remain BEFORE DELETE ON events WHEN NOT EXISTS (${isSuperseded})
  BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
CREATE TRIGGER superseded_remain BEFORE DELETE ON superseded
  BEGIN SELECT RAISE(ABORT, 'records are never removed'); END;
`
const postgresEpochGuard = `
CREATE FUNCTION events_remain() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    IF EXISTS (${isSuperseded}) THEN RETURN OLD; END IF;
    RAISE EXCEPTION 'records are never removed';
  END $$;
DROP TRIGGER events_remain ON events;
CREATE TRIGGER events_remain BEFORE DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_remain();
CREATE TRIGGER superseded_remain BEFORE DELETE ON superseded FOR EACH ROW EXECUTE FUNCTION events_stay();
`
/** Mobile service points are counted with their area and marked in its lists (S43). */
const mobilePoints = 'ALTER TABLE sites ADD COLUMN mobile INTEGER NOT NULL DEFAULT 0;'

/** Bookings a centre has moved: its desk may give a person two on one day. */
const movedBookings = `
ALTER TABLE reservations ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
DROP INDEX reservations_one_a_day;
CREATE UNIQUE INDEX reservations_one_a_day ON reservations (person, day)
  WHERE state IN ('BOOKED', 'CHECKED_IN') AND moved = 0;
CREATE INDEX reservations_slot ON reservations (site_id, service_id, slot_at);
`

/** The city's tables, one entry a version, forward only; SQLite has had a version before these. */
export const migrations = (dialect: Dialect): readonly string[] =>
  dialect === 'sqlite'
    ? [
        '',
        `${forgetFirst}${strict(oneTable)}${sqliteGuard}`,
        `${strict(epochs)}${sqliteEpochGuard}`,
        mobilePoints,
        movedBookings,
      ]
    : [
        `${wide(oneTable)}${postgresGuard}`,
        `${wide(epochs)}${postgresEpochGuard}`,
        wide(mobilePoints),
        wide(movedBookings),
      ]
