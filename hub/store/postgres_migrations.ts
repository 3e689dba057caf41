import { cityTables } from './city_tables.ts'
import { historyMigration } from './history_migration.ts'

/** The hub's tables on PostgreSQL, one entry a schema version, forward only; an entry once shipped is never changed. */
export const postgresMigrations: readonly string[] = [
  `
  CREATE TABLE events (
    site text NOT NULL,
    revision bigint NOT NULL,
    at text NOT NULL,
    type text NOT NULL,
    data text NOT NULL,
    prev_hash text NOT NULL,
    hash text NOT NULL,
    command_id text NOT NULL,
    actor text NOT NULL,
    -- Stricter than (site, revision): a schema holds one centre, and its log has one event of each revision.
    CONSTRAINT events_once PRIMARY KEY (revision)
  );
  CREATE FUNCTION events_stay() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN RAISE EXCEPTION 'events are never changed or removed'; END $$;
  CREATE TRIGGER events_stay BEFORE UPDATE OR DELETE ON events FOR EACH ROW EXECUTE FUNCTION events_stay();
  CREATE TRIGGER events_remain BEFORE TRUNCATE ON events FOR EACH STATEMENT EXECUTE FUNCTION events_stay();
  CREATE FUNCTION events_tell() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM pg_notify('civic_hall', max(revision)::text) FROM added HAVING count(*) > 0;
      RETURN NULL;
    END $$;
  CREATE TRIGGER events_tell AFTER INSERT ON events REFERENCING NEW TABLE AS added
    FOR EACH STATEMENT EXECUTE FUNCTION events_tell();

  CREATE TABLE commands (
    id text CONSTRAINT commands_once PRIMARY KEY,
    fingerprint text NOT NULL,
    outcome text NOT NULL,
    at bigint NOT NULL
  );
  CREATE INDEX commands_by_age ON commands (at);

  CREATE TABLE tickets (
    id text PRIMARY KEY,
    day text NOT NULL,
    series text NOT NULL,
    sequence integer NOT NULL,
    number text NOT NULL,
    state text NOT NULL,
    service_id text NOT NULL,
    counter_id text,
    issued_at bigint NOT NULL,
    first_called_at bigint,
    arrived_at bigint,
    ended_at bigint,
    UNIQUE (day, series, sequence)
  );

  CREATE TABLE vault (
    ref text NOT NULL,
    kind text NOT NULL,
    field text NOT NULL,
    algorithm text NOT NULL,
    key_id text NOT NULL,
    nonce bytea NOT NULL,
    sealed bytea NOT NULL,
    lookup text,
    at bigint NOT NULL,
    PRIMARY KEY (ref, field)
  );
  -- Who is sealed under which reference, agreed before anything is sealed.
  CREATE TABLE people (
    lookup text PRIMARY KEY,
    ref text NOT NULL,
    at bigint NOT NULL
  );
  CREATE INDEX people_by_ref ON people (ref);

  CREATE TABLE snapshots (
    revision bigint PRIMARY KEY,
    json text NOT NULL
  );
  CREATE TABLE cursors (
    name text PRIMARY KEY,
    value bigint NOT NULL
  );
  -- What every hub of the centre must have alike.
  CREATE TABLE agreed (
    name text PRIMARY KEY,
    value text NOT NULL
  );

  CREATE TABLE devices (
    id text PRIMARY KEY,
    role text NOT NULL,
    name text NOT NULL,
    counter_id text,
    token_hash text UNIQUE,
    enrolled_at bigint NOT NULL
  );
  CREATE TABLE pairings (
    code_hash text PRIMARY KEY,
    device_id text NOT NULL REFERENCES devices (id) ON DELETE CASCADE,
    expires_at bigint NOT NULL,
    tries integer NOT NULL DEFAULT 0
  );
  CREATE TABLE staff_secrets (
    staff_id text PRIMARY KEY,
    password text NOT NULL,
    wrong integer NOT NULL DEFAULT 0,
    locked_until bigint NOT NULL DEFAULT 0
  );
  CREATE TABLE sessions (
    token_hash text PRIMARY KEY,
    staff_id text NOT NULL,
    expires_at bigint NOT NULL
  );
  `,
  historyMigration.postgres,
  cityTables.postgres,
]
