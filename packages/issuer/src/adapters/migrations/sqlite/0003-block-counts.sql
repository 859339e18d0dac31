-- Limits by address block as counts by ten minutes, so that a block with thousands of people behind it costs no more than another;
-- with confirmations, each of which makes room for others. What was remembered one by one is forgotten: the limits start anew.

DROP TABLE otp_block_send;
DROP TABLE otp_block_failure;
CREATE TABLE otp_block_bucket (
  block_hash TEXT NOT NULL,
  start INTEGER NOT NULL,
  sends INTEGER NOT NULL,
  confirmations INTEGER NOT NULL,
  failures INTEGER NOT NULL,
  PRIMARY KEY (block_hash, start)
) STRICT, WITHOUT ROWID;
CREATE INDEX otp_block_bucket_by_age ON otp_block_bucket (start);
