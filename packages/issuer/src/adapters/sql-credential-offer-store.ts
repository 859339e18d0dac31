// Offers to wallets and the tokens they became, in SQL: one row from the offer to the token's end.

import type { OfferRedemption, RedemptionOutcome } from "../domain/credential-offer.ts";
import type { CredentialOfferStore } from "../domain/ports.ts";
import { get, getLocked, run, type SqlDatabase, type SqlWork } from "./sql.ts";

const END_UNREDEEMED = "DELETE FROM credential_offer WHERE certificate_id = ? AND token_hash IS NULL";
const INSERT = `INSERT INTO credential_offer (code_hash, certificate_id, tx_code_hash, attempts, expires_at)
  VALUES (?, ?, ?, 0, ?)`;
const LIVE = `SELECT * FROM credential_offer
  WHERE code_hash = ? AND token_hash IS NULL AND expires_at > ? AND attempts < ?`;
const COUNT = "UPDATE credential_offer SET attempts = ? WHERE code_hash = ?";
const REDEEM = "UPDATE credential_offer SET token_hash = ?, expires_at = ? WHERE code_hash = ?";
const OF_TOKEN = "SELECT certificate_id FROM credential_offer WHERE token_hash = ? AND expires_at > ?";

/** Offers over an open database. */
export function createSqlCredentialOfferStore(database: SqlDatabase): CredentialOfferStore {
  return {
    open: ({ certificateId, codeHash, txCodeHash, expiresAt }) =>
      database.transaction(function* () {
        yield* run(END_UNREDEEMED, certificateId);
        yield* run(INSERT, codeHash, certificateId, txCodeHash, expiresAt);
      }),
    redeem: (redemption) => database.transaction(() => redeem(redemption)),
    certificateOfToken: (tokenHash, now) =>
      database.read(function* () {
        const row = yield* get(OF_TOKEN, tokenHash, now);
        return row === undefined ? null : String(row.certificate_id);
      }),
    forget: (now) => database.transaction(() => run("DELETE FROM credential_offer WHERE expires_at <= ?", now)),
  };
}

function* redeem(redemption: OfferRedemption): SqlWork<RedemptionOutcome> {
  const { codeHash, txCodeHash, tokenHash, tokenExpiresAt, now, maxAttempts } = redemption;
  // The row is held: a second redemption waits here, and then finds a token.
  const held = yield* getLocked(LIVE, codeHash, now, maxAttempts);
  if (held === undefined) return { outcome: "unknown" };
  if (txCodeHash === null && held.tx_code_hash !== null) return { outcome: "tx-code-missing" };
  if (txCodeHash !== null && held.tx_code_hash === null) return { outcome: "tx-code-unexpected" };
  if (txCodeHash !== held.tx_code_hash) {
    const attempts = Number(held.attempts) + 1;
    yield* run(COUNT, attempts, codeHash);
    return { outcome: "tx-code-wrong", attemptsLeft: maxAttempts - attempts };
  }
  yield* run(REDEEM, tokenHash, tokenExpiresAt, codeHash);
  return { outcome: "redeemed" };
}
