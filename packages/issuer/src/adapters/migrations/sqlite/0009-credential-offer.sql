-- Offers of certificates to OpenID4VCI wallets: by the hash of a code for some minutes, then by the hash of the token that the code
-- was exchanged for, once. `expires_at` is the code's end, and the token's once there is one.
CREATE TABLE credential_offer (
  code_hash TEXT PRIMARY KEY,
  certificate_id TEXT NOT NULL,
  tx_code_hash TEXT,
  attempts INTEGER NOT NULL,
  expires_at INTEGER NOT NULL,
  token_hash TEXT UNIQUE
) STRICT, WITHOUT ROWID;
CREATE INDEX credential_offer_by_certificate ON credential_offer (certificate_id);
CREATE INDEX credential_offer_by_age ON credential_offer (expires_at);
