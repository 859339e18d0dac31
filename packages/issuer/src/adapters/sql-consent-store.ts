// Receipts of consent in SQL.

import { fromHex, toHex } from "@mohor/schema";
import type { Consent, ConsentReceipt } from "../domain/consent.ts";
import type { PersonKey } from "../domain/person.ts";
import type { ConsentStore } from "../domain/ports.ts";
import type { RowCipher } from "./row-cipher.ts";
import { all, get, getLocked, placeholders, run, type SqlDatabase, type SqlRow, type SqlWork } from "./sql.ts";
import { appendAudit } from "./sql-audit-store.ts";
import { decideStatus } from "./sql-status-store.ts";

const TABLE = "consent_receipt";

const INSERT = `INSERT INTO consent_receipt (receipt_id, challenge_id, mobile_hash, given_at, sealed)
  VALUES (?, ?, ?, ?, ?) ON CONFLICT (challenge_id) DO NOTHING`;
const LINK = "INSERT INTO consent_receipt_record (record_id, receipt_id) VALUES (?, ?) ON CONFLICT DO NOTHING";
const FIND = "SELECT * FROM consent_receipt WHERE receipt_id = ?";
const OF_CHALLENGE = "SELECT * FROM consent_receipt WHERE challenge_id = ?";
const ISSUED_ON = "SELECT certificate_id FROM issue WHERE challenge_id = ? ORDER BY certificate_id";

/** What is sealed; the document in hex. */
type Personal = { readonly consent: Consent; readonly recordIds: readonly string[]; readonly document: string };

/** Receipts over an open database. */
export function createSqlConsentStore(database: SqlDatabase, cipher: RowCipher): ConsentStore {
  function* one(sql: string, id: string): SqlWork<ConsentReceipt | null> {
    const row = yield* get(sql, id);
    return row === undefined ? null : toReceipt(row, cipher);
  }

  return {
    give: (receipt) =>
      database.transaction(function* () {
        const { receiptId, challengeId, mobileHash, recordIds, consent, document } = receipt;
        const personal: Personal = { consent, recordIds, document: toHex(document) };
        const sealed = cipher.seal(TABLE, receiptId, JSON.stringify(personal));
        if ((yield* run(INSERT, receiptId, challengeId, mobileHash, consent.givenAt, sealed)) === 1) {
          for (const recordId of recordIds) yield* run(LINK, recordId, receiptId);
        }
        return (yield* one(OF_CHALLENGE, challengeId)) as ConsentReceipt;
      }),
    find: (receiptId) => database.read(() => one(FIND, receiptId)),
    ofPerson: (person) => database.read(() => receiptsOf(person, cipher)),
    withdraw: (receiptId, at, audit) =>
      database.transaction(function* () {
        const held = yield* getLocked(FIND, receiptId);
        if (held === undefined) return null;
        if (held.withdrawn_at === null) {
          yield* run("UPDATE consent_receipt SET withdrawn_at = ? WHERE receipt_id = ?", at, receiptId);
        }
        const ids = (yield* all(ISSUED_ON, String(held.challenge_id))).map((row) => String(row.certificate_id));
        const decision = { status: "revoked", at, reason: "consent-withdrawn", actor: audit.actor } as const;
        const { changed } = yield* decideStatus(ids, decision);
        yield* appendAudit([audit]);
        return { receipt: (yield* one(FIND, receiptId)) as ConsentReceipt, revoked: changed };
      }),
  };
}

/** A person's receipts, newest first. */
export function* receiptsOf(
  { mobileHash, recordIds }: PersonKey,
  cipher: RowCipher,
): SqlWork<readonly ConsentReceipt[]> {
  if (recordIds.length === 0) return [];
  const sql = `SELECT * FROM consent_receipt WHERE mobile_hash = ? AND receipt_id IN
    (SELECT receipt_id FROM consent_receipt_record WHERE record_id IN (${placeholders(recordIds.length)}))
    ORDER BY given_at DESC, receipt_id`;
  return (yield* all(sql, mobileHash, ...recordIds)).map((row) => toReceipt(row, cipher));
}

function toReceipt(row: SqlRow, cipher: RowCipher): ConsentReceipt {
  const receiptId = String(row.receipt_id);
  const personal = JSON.parse(cipher.open(TABLE, receiptId, row.sealed as Uint8Array)) as Personal;
  return {
    receiptId,
    challengeId: String(row.challenge_id),
    mobileHash: String(row.mobile_hash),
    recordIds: personal.recordIds,
    consent: personal.consent,
    document: fromHex(personal.document),
    withdrawnAt: row.withdrawn_at === null ? null : Number(row.withdrawn_at),
  };
}
