-- The transparency log: digests of certificates and published documents. place is NULL until the log's writer gives one; ids only order
-- what has arrived.
CREATE TABLE log_entry (
  entry_id INTEGER PRIMARY KEY,
  digest TEXT NOT NULL,
  place INTEGER UNIQUE
) STRICT;
CREATE INDEX log_entry_pending ON log_entry (entry_id) WHERE place IS NULL;
CREATE INDEX log_entry_digest ON log_entry (digest);

-- Every tree that was ever about to be signed, by its size.
CREATE TABLE log_head (
  size INTEGER PRIMARY KEY,
  root TEXT NOT NULL
) STRICT;
