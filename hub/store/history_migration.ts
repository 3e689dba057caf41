/**
 * Schema version 2: where a ticket's events lie in the log, who came for which ticket, and an index by which days
 * are read newest first. What the log of version 1 knows is filled in. One text a database; shipped, never changed.
 */
export const historyMigration = {
  sqlite: `
  ALTER TABLE tickets ADD COLUMN first_revision INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE tickets ADD COLUMN last_revision INTEGER NOT NULL DEFAULT 0;
  UPDATE tickets SET first_revision = spans.first, last_revision = spans.last
    FROM (
      SELECT id, min(revision) AS first, max(revision) AS last FROM (
        SELECT json_extract(data, '$.ticketId') AS id, revision FROM events
        UNION ALL
        SELECT each.value, events.revision FROM events, json_each(events.data, '$.expired') AS each
          WHERE events.type = 'DayClosed'
      ) WHERE id IS NOT NULL GROUP BY id
    ) AS spans
    WHERE tickets.id = spans.id;
  CREATE INDEX tickets_by_issue ON tickets (day, first_revision);

  CREATE TABLE visits (
    ref TEXT NOT NULL,
    ticket_id TEXT NOT NULL,
    part TEXT NOT NULL,
    PRIMARY KEY (ref, ticket_id)
  ) STRICT, WITHOUT ROWID;
  INSERT OR IGNORE INTO visits (ref, ticket_id, part)
    SELECT ref, ticket_id, part FROM (
      SELECT json_extract(data, '$.personRef') AS ref, json_extract(data, '$.ticketId') AS ticket_id,
        'visitor' AS part FROM events WHERE type = 'TicketIssued'
      UNION ALL
      SELECT json_extract(data, '$.agentRef'), json_extract(data, '$.ticketId'), 'agent'
        FROM events WHERE type = 'TicketIssued'
    ) WHERE ref IN (SELECT ref FROM vault);
  `,
  postgres: `
  ALTER TABLE tickets ADD COLUMN first_revision bigint NOT NULL DEFAULT 0,
    ADD COLUMN last_revision bigint NOT NULL DEFAULT 0;
  UPDATE tickets SET first_revision = spans.first, last_revision = spans.last
    FROM (
      SELECT id, min(revision) AS first, max(revision) AS last FROM (
        SELECT data::json ->> 'ticketId' AS id, revision FROM events
        UNION ALL
        SELECT json_array_elements_text(data::json -> 'expired'), revision FROM events WHERE type = 'DayClosed'
      ) AS named WHERE id IS NOT NULL GROUP BY id
    ) AS spans
    WHERE tickets.id = spans.id;
  CREATE INDEX tickets_by_issue ON tickets (day, first_revision);

  CREATE TABLE visits (
    ref text NOT NULL,
    ticket_id text NOT NULL,
    part text NOT NULL,
    PRIMARY KEY (ref, ticket_id)
  );
  INSERT INTO visits (ref, ticket_id, part)
    SELECT ref, ticket_id, part FROM (
      SELECT data::json ->> 'personRef' AS ref, data::json ->> 'ticketId' AS ticket_id, 'visitor' AS part
        FROM events WHERE type = 'TicketIssued'
      UNION ALL
      SELECT data::json ->> 'agentRef', data::json ->> 'ticketId', 'agent'
        FROM events WHERE type = 'TicketIssued'
    ) AS came WHERE ref IN (SELECT ref FROM vault) ON CONFLICT DO NOTHING;
  `,
} as const
