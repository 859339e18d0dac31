-- Certificates that a wallet may fetch: by the hash of a code for a day, then under the id that the wallet keeps.
CREATE TABLE wallet_document (
  certificate_id TEXT PRIMARY KEY,
  document_id TEXT NOT NULL UNIQUE,
  code_hash TEXT NOT NULL UNIQUE,
  expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
