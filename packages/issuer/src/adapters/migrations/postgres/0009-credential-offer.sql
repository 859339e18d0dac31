-- Offers of certificates to OpenID4VCI wallets, as migrations/sqlite/0009-credential-offer.sql tells it.
CREATE TABLE credential_offer (
  code_hash TEXT COLLATE "C" PRIMARY KEY,
  certificate_id TEXT COLLATE "C" NOT NULL,
  tx_code_hash TEXT COLLATE "C",
  attempts BIGINT NOT NULL,
  expires_at BIGINT NOT NULL,
  token_hash TEXT COLLATE "C" UNIQUE
);
CREATE INDEX credential_offer_by_certificate ON credential_offer (certificate_id);
CREATE INDEX credential_offer_by_age ON credential_offer (expires_at);
