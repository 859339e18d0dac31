-- Help desks, as migrations/sqlite/0008-help-desks.sql tells it.
ALTER TABLE issue ADD COLUMN desk TEXT COLLATE "C";

CREATE TABLE print_link (
  certificate_id TEXT COLLATE "C" PRIMARY KEY,
  challenge_id TEXT COLLATE "C" NOT NULL,
  code_hash TEXT COLLATE "C" NOT NULL UNIQUE,
  digits_hash BYTEA NOT NULL CHECK (length(digits_hash) = 32),
  uses_left BIGINT NOT NULL CHECK (uses_left >= 0),
  tries_left BIGINT NOT NULL CHECK (tries_left >= 0),
  expires_at BIGINT NOT NULL
);
CREATE INDEX print_link_by_age ON print_link (expires_at);
CREATE INDEX print_link_by_challenge ON print_link (challenge_id);
