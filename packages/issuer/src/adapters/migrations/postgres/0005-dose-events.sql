-- As migrations/sqlite/0005-dose-events.sql tells it.

ALTER TABLE record ADD COLUMN row_hash TEXT COLLATE "C";
ALTER TABLE record ADD COLUMN row_sealed BYTEA;
UPDATE record SET row_hash = content_hash;

CREATE TABLE dose_event (
  event_key TEXT COLLATE "C" PRIMARY KEY,
  record_id TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  content_hash TEXT COLLATE "C" NOT NULL,
  sealed BYTEA NOT NULL
);
CREATE INDEX dose_event_by_record ON dose_event (record_id);
