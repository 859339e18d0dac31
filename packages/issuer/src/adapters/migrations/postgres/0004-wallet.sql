-- Certificates that a wallet may fetch, as migrations/sqlite/0004-wallet.sql tells it.
CREATE TABLE wallet_document (
  certificate_id TEXT COLLATE "C" PRIMARY KEY,
  document_id TEXT COLLATE "C" NOT NULL UNIQUE,
  code_hash TEXT COLLATE "C" NOT NULL UNIQUE,
  expires_at BIGINT NOT NULL
);
