-- The first schema. Hashes are 16 bytes of HMAC-SHA-256 in hex; sealed columns are AES-256-GCM under a key that is not in this
-- file. So a copy of the database alone names nobody: no number, no name, no status, no beneficiary id.
-- Times are NumericDate (whole seconds).

CREATE TABLE record (
  record_id TEXT PRIMARY KEY,
  mobile_hash TEXT NOT NULL,
  content_hash TEXT NOT NULL,
  revision INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
CREATE INDEX record_by_mobile ON record (mobile_hash, record_id);

CREATE TABLE challenge (
  challenge_id TEXT PRIMARY KEY,
  mobile_hash TEXT NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'replaced', 'confirmed', 'done')),
  code_hash BLOB NOT NULL CHECK (length(code_hash) = 32),
  code_key_id TEXT NOT NULL,
  attempts INTEGER NOT NULL,
  requested_at INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  replay_until INTEGER NOT NULL,
  sealed BLOB NOT NULL
) STRICT;
-- One live code per number and purpose.
CREATE UNIQUE INDEX challenge_live ON challenge (mobile_hash, purpose) WHERE state = 'live';
CREATE INDEX challenge_by_age ON challenge (replay_until);

-- What the limits remember.
CREATE TABLE otp_send (mobile_hash TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX otp_send_by_mobile ON otp_send (mobile_hash, at);
CREATE INDEX otp_send_by_age ON otp_send (at);
CREATE TABLE otp_failure (mobile_hash TEXT NOT NULL, at INTEGER NOT NULL) STRICT;
CREATE INDEX otp_failure_by_mobile ON otp_failure (mobile_hash, at);
CREATE INDEX otp_failure_by_age ON otp_failure (at);
CREATE TABLE otp_failure_bucket (start INTEGER PRIMARY KEY, count INTEGER NOT NULL) STRICT;

CREATE TABLE signing_key (
  kid TEXT PRIMARY KEY,
  public_key BLOB NOT NULL UNIQUE CHECK (length(public_key) = 32),
  purpose TEXT NOT NULL,
  use_from INTEGER NOT NULL,
  sign_until INTEGER NOT NULL,
  accept_until INTEGER NOT NULL,
  state TEXT NOT NULL,
  list_size INTEGER NOT NULL,
  index_key_id TEXT NOT NULL,
  -- Rises only; what a crash leaves unused is skipped.
  next_sequence INTEGER NOT NULL CHECK (next_sequence BETWEEN 0 AND list_size)
) STRICT;

CREATE TABLE certificate (
  certificate_id TEXT PRIMARY KEY,
  kid TEXT NOT NULL REFERENCES signing_key (kid),
  status_index INTEGER NOT NULL,
  iat INTEGER NOT NULL,
  exp INTEGER NOT NULL,
  sealed BLOB NOT NULL,
  revoked_at INTEGER,
  revoked_reason TEXT,
  UNIQUE (kid, status_index),
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
) STRICT;

-- Whom a certificate is about: a person may be held under several records.
CREATE TABLE certificate_record (
  record_id TEXT NOT NULL,
  certificate_id TEXT NOT NULL REFERENCES certificate (certificate_id),
  PRIMARY KEY (record_id, certificate_id)
) STRICT, WITHOUT ROWID;

-- One row per challenge that yielded a certificate, with the consent it was given under. Outlives the challenge.
CREATE TABLE issue (
  challenge_id TEXT PRIMARY KEY,
  certificate_id TEXT NOT NULL REFERENCES certificate (certificate_id),
  at INTEGER NOT NULL,
  purpose TEXT NOT NULL,
  audience TEXT,
  notice_version TEXT NOT NULL,
  notice_language TEXT NOT NULL,
  consent_at INTEGER NOT NULL
) STRICT;
CREATE INDEX issue_by_certificate ON issue (certificate_id);
