// Documents that wallets fetch, in SQL.

import type { WalletStore } from "../domain/ports.ts";
import { get, run, type SqlDatabase } from "./sql.ts";

const INSERT = `INSERT INTO wallet_document (certificate_id, document_id, code_hash, expires_at) VALUES (?, ?, ?, ?)
  ON CONFLICT DO NOTHING`;
const RENEW = "UPDATE wallet_document SET code_hash = ?, expires_at = ? WHERE certificate_id = ?";
const OF_CERTIFICATE = "SELECT document_id FROM wallet_document WHERE certificate_id = ?";
const OF_CODE = "SELECT certificate_id, document_id FROM wallet_document WHERE code_hash = ? AND expires_at > ?";

/** Wallet documents over an open database. */
export function createSqlWalletStore(database: SqlDatabase): WalletStore {
  return {
    offer: ({ certificateId, documentId, codeHash, expiresAt }) =>
      database.transaction(function* () {
        if ((yield* run(RENEW, codeHash, expiresAt, certificateId)) === 0)
          yield* run(INSERT, certificateId, documentId, codeHash, expiresAt);
        const row = yield* get(OF_CERTIFICATE, certificateId);
        return row === undefined ? null : String(row.document_id);
      }),
    ofCode: (codeHash, now) =>
      database.read(function* () {
        const row = yield* get(OF_CODE, codeHash, now);
        if (row === undefined) return null;
        return { certificateId: String(row.certificate_id), documentId: String(row.document_id) };
      }),
  };
}
