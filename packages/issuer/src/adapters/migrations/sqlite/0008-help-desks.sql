-- Help desks: where a consent was given at one, and links under which a certificate is fetched to be printed. Of a link's code, and of
-- the number's last digits, only keyed hashes are kept; the row goes with the certificate.
ALTER TABLE issue ADD COLUMN desk TEXT;

CREATE TABLE print_link (
  certificate_id TEXT PRIMARY KEY,
  challenge_id TEXT NOT NULL,
  code_hash TEXT NOT NULL UNIQUE,
  digits_hash BLOB NOT NULL CHECK (length(digits_hash) = 32),
  uses_left INTEGER NOT NULL CHECK (uses_left >= 0),
  tries_left INTEGER NOT NULL CHECK (tries_left >= 0),
  expires_at INTEGER NOT NULL
) STRICT;
CREATE INDEX print_link_by_age ON print_link (expires_at);
CREATE INDEX print_link_by_challenge ON print_link (challenge_id);
