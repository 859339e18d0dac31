-- The first schema, as migrations/sqlite/0001-first.sql tells it. Texts are compared byte by byte (COLLATE "C"), whatever the
-- database's own collation is.

-- Equal or not, in a time that tells nothing about where two values differ: what is compared are their digests.
CREATE FUNCTION constant_time_equal(a bytea, b bytea) RETURNS boolean
  LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS 'SELECT sha256(a) = sha256(b)';

CREATE TABLE record (
  record_id TEXT COLLATE "C" PRIMARY KEY,
  mobile_hash TEXT COLLATE "C" NOT NULL,
  content_hash TEXT COLLATE "C" NOT NULL,
  revision BIGINT NOT NULL,
  sealed BYTEA NOT NULL
);
CREATE INDEX record_by_mobile ON record (mobile_hash, record_id);

CREATE TABLE challenge (
  challenge_id TEXT COLLATE "C" PRIMARY KEY,
  mobile_hash TEXT COLLATE "C" NOT NULL,
  purpose TEXT NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('live', 'replaced', 'confirmed', 'done')),
  code_hash BYTEA NOT NULL CHECK (length(code_hash) = 32),
  code_key_id TEXT NOT NULL,
  attempts BIGINT NOT NULL,
  requested_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  replay_until BIGINT NOT NULL,
  sealed BYTEA NOT NULL
);
CREATE UNIQUE INDEX challenge_live ON challenge (mobile_hash, purpose) WHERE state = 'live';
CREATE INDEX challenge_by_age ON challenge (replay_until);

CREATE TABLE otp_send (mobile_hash TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL);
CREATE INDEX otp_send_by_mobile ON otp_send (mobile_hash, at);
CREATE INDEX otp_send_by_age ON otp_send (at);
CREATE TABLE otp_failure (mobile_hash TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL);
CREATE INDEX otp_failure_by_mobile ON otp_failure (mobile_hash, at);
CREATE INDEX otp_failure_by_age ON otp_failure (at);
CREATE TABLE otp_failure_bucket (start BIGINT PRIMARY KEY, count BIGINT NOT NULL);

CREATE TABLE signing_key (
  kid TEXT COLLATE "C" PRIMARY KEY,
  public_key BYTEA NOT NULL UNIQUE CHECK (length(public_key) = 32),
  purpose TEXT NOT NULL,
  use_from BIGINT NOT NULL,
  sign_until BIGINT NOT NULL,
  accept_until BIGINT NOT NULL,
  state TEXT NOT NULL,
  list_size BIGINT NOT NULL,
  index_key_id TEXT NOT NULL,
  next_sequence BIGINT NOT NULL CHECK (next_sequence BETWEEN 0 AND list_size)
);

CREATE TABLE certificate (
  certificate_id TEXT COLLATE "C" PRIMARY KEY,
  kid TEXT COLLATE "C" NOT NULL REFERENCES signing_key (kid),
  status_index BIGINT NOT NULL,
  iat BIGINT NOT NULL,
  exp BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  revoked_at BIGINT,
  revoked_reason TEXT,
  UNIQUE (kid, status_index),
  CHECK ((revoked_at IS NULL) = (revoked_reason IS NULL))
);

CREATE TABLE certificate_record (
  record_id TEXT COLLATE "C" NOT NULL,
  certificate_id TEXT COLLATE "C" NOT NULL REFERENCES certificate (certificate_id),
  PRIMARY KEY (record_id, certificate_id)
);

CREATE TABLE issue (
  challenge_id TEXT COLLATE "C" PRIMARY KEY,
  certificate_id TEXT COLLATE "C" NOT NULL REFERENCES certificate (certificate_id),
  at BIGINT NOT NULL,
  purpose TEXT NOT NULL,
  audience TEXT,
  notice_version TEXT NOT NULL,
  notice_language TEXT NOT NULL,
  consent_at BIGINT NOT NULL
);
CREATE INDEX issue_by_certificate ON issue (certificate_id);
