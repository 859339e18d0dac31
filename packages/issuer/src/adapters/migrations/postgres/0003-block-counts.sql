-- Limits by address block as counts, as migrations/sqlite/0003-block-counts.sql tells it.

DROP TABLE otp_block_send;
DROP TABLE otp_block_failure;
CREATE TABLE otp_block_bucket (
  block_hash TEXT COLLATE "C" NOT NULL,
  start BIGINT NOT NULL,
  sends BIGINT NOT NULL,
  confirmations BIGINT NOT NULL,
  failures BIGINT NOT NULL,
  PRIMARY KEY (block_hash, start)
);
CREATE INDEX otp_block_bucket_by_age ON otp_block_bucket (start);
