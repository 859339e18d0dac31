-- Doses that vaccination centres report one by one. A record is made of the registry's row and these: `record.sealed` holds what
-- they make together, `row_sealed` the row by itself where there are reports too, and `row_hash` its hash; both are NULL where no
-- row stands behind the record.

ALTER TABLE record ADD COLUMN row_hash TEXT;
ALTER TABLE record ADD COLUMN row_sealed BLOB;
UPDATE record SET row_hash = content_hash;

CREATE TABLE dose_event (
  event_key TEXT PRIMARY KEY,
  record_id TEXT NOT NULL,
  revision INTEGER NOT NULL,
  content_hash TEXT NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX dose_event_by_record ON dose_event (record_id);
