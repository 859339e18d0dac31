-- As migrations/sqlite/0002-service.sql tells it.

ALTER TABLE certificate ADD COLUMN suspended_at BIGINT;
ALTER TABLE certificate ADD COLUMN suspended_reason TEXT;

-- Only added to; `version` is written once, when the change is published. The newest entry of a certificate says its status.
CREATE TABLE status_change (
  change_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  certificate_id TEXT COLLATE "C" NOT NULL,
  kid TEXT COLLATE "C" NOT NULL,
  status_index BIGINT NOT NULL,
  status TEXT NOT NULL CHECK (status IN ('valid', 'suspended', 'revoked')),
  at BIGINT NOT NULL,
  reason TEXT NOT NULL,
  actor TEXT NOT NULL,
  version BIGINT
);
CREATE INDEX status_change_by_index ON status_change (kid, status_index, change_id);
CREATE INDEX status_change_by_version ON status_change (kid, version, status_index);
INSERT INTO status_change (certificate_id, kid, status_index, status, at, reason, actor)
  SELECT certificate_id, kid, status_index, 'revoked', revoked_at, revoked_reason, 'issuer'
  FROM certificate WHERE revoked_at IS NOT NULL ORDER BY revoked_at, certificate_id;

CREATE TABLE status_version (
  kid TEXT COLLATE "C" NOT NULL,
  version BIGINT NOT NULL CHECK (version > 0),
  sealed_at BIGINT NOT NULL,
  PRIMARY KEY (kid, version)
);

CREATE TABLE otp_block_send (block_hash TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL);
CREATE INDEX otp_block_send_by_block ON otp_block_send (block_hash, at);
CREATE INDEX otp_block_send_by_age ON otp_block_send (at);
CREATE TABLE otp_block_failure (block_hash TEXT COLLATE "C" NOT NULL, at BIGINT NOT NULL);
CREATE INDEX otp_block_failure_by_block ON otp_block_failure (block_hash, at);
CREATE INDEX otp_block_failure_by_age ON otp_block_failure (at);

-- An organisation as one JSON document; of its keys only hashes are in it.
CREATE TABLE entity (entity_id TEXT COLLATE "C" PRIMARY KEY, definition TEXT NOT NULL);
CREATE TABLE entity_key (
  key_id TEXT COLLATE "C" PRIMARY KEY,
  entity_id TEXT COLLATE "C" NOT NULL REFERENCES entity (entity_id)
);

CREATE TABLE consent_receipt (
  receipt_id TEXT COLLATE "C" PRIMARY KEY,
  challenge_id TEXT COLLATE "C" NOT NULL UNIQUE,
  mobile_hash TEXT COLLATE "C" NOT NULL,
  given_at BIGINT NOT NULL,
  withdrawn_at BIGINT,
  sealed BYTEA NOT NULL
);
CREATE INDEX consent_receipt_by_mobile ON consent_receipt (mobile_hash, given_at);
CREATE INDEX consent_receipt_by_age ON consent_receipt (given_at);
CREATE TABLE consent_receipt_record (
  record_id TEXT COLLATE "C" NOT NULL,
  receipt_id TEXT COLLATE "C" NOT NULL REFERENCES consent_receipt (receipt_id),
  PRIMARY KEY (record_id, receipt_id)
);
CREATE INDEX consent_receipt_record_by_receipt ON consent_receipt_record (receipt_id);

-- Retention and erasure go from a certificate to what hangs on it, and by age.
CREATE INDEX certificate_record_by_certificate ON certificate_record (certificate_id);
CREATE INDEX certificate_by_exp ON certificate (exp);

CREATE TABLE bearer_token (
  token_hash TEXT COLLATE "C" PRIMARY KEY,
  challenge_id TEXT COLLATE "C" NOT NULL,
  entity_id TEXT COLLATE "C",
  issued_at BIGINT NOT NULL,
  expires_at BIGINT NOT NULL
);
CREATE INDEX bearer_token_by_age ON bearer_token (expires_at);
CREATE INDEX bearer_token_by_challenge ON bearer_token (challenge_id);

CREATE TABLE remembered_answer (
  scope TEXT COLLATE "C" NOT NULL,
  key_hash TEXT COLLATE "C" NOT NULL,
  request_hash TEXT COLLATE "C" NOT NULL,
  status BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  sealed BYTEA NOT NULL,
  PRIMARY KEY (scope, key_hash)
);
CREATE INDEX remembered_answer_by_age ON remembered_answer (expires_at);

-- Only added to. `hash` covers the other columns and the hash of the row before.
CREATE TABLE audit (
  sequence BIGINT PRIMARY KEY,
  at BIGINT NOT NULL,
  actor TEXT NOT NULL,
  action TEXT NOT NULL,
  subject TEXT NOT NULL,
  detail TEXT NOT NULL,
  previous TEXT NOT NULL,
  hash TEXT NOT NULL UNIQUE
);
