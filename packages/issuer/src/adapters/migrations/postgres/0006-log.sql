-- The transparency log, as migrations/sqlite/0006-log.sql tells it.
CREATE TABLE log_entry (
  entry_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  digest TEXT COLLATE "C" NOT NULL,
  place BIGINT UNIQUE
);
CREATE INDEX log_entry_pending ON log_entry (entry_id) WHERE place IS NULL;
CREATE INDEX log_entry_digest ON log_entry (digest);

CREATE TABLE log_head (
  size BIGINT PRIMARY KEY,
  root TEXT COLLATE "C" NOT NULL
);
