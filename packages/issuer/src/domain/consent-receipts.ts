// Receipts of consent: made when a certificate is, handed to the person, and ended by them. A receipt is signed by the status list key,
// the authority's key that is at hand every day; its type keeps it apart from everything else that key signs (docs/decisions/0037).

import {
  COSE_ALG,
  type ConsentStatement,
  encodeConsentReceipt,
  encodeConsentStatement,
  encodeReceiptHeader,
  fromHex,
  RECEIPT_ID_BYTES,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import type { ConsentReceipt } from "./consent.ts";
import { findHolder, type Holder } from "./find-holder.ts";
import { MAX_RECORDS_ON_NUMBER } from "./issue-certificate.ts";
import { noticeDigest, noticeText } from "./notice.ts";
import type { ConfirmedChallenge } from "./otp-challenge.ts";
import type { PersonKey } from "./person.ts";
import type { ConsentStore, EntityStore, KeyedHash, RecordStore, Signer, SigningKeyStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";
import { secretHash } from "./secret-hash.ts";
import { selectSigningKey } from "./signing-key.ts";

/** Everything that receipts reach. */
export type ReceiptPorts = {
  readonly records: RecordStore;
  readonly consents: ConsentStore;
  readonly entities: EntityStore;
  readonly signingKeys: SigningKeyStore;
  readonly hash: KeyedHash;
  readonly signer: Signer;
};

/** The moment, and the authority's name as notices show it. */
export type ReceiptContext = { readonly now: number; readonly issuer: string };

/**
 * The receipt of the consent that a confirmation was given under: the one that is held, or a new one. The same confirmation has one
 * receipt for ever. `recordIds` are the person's, where the caller has just looked them up. Codes: RECORD_NOT_FOUND, NOTICE_UNKNOWN (the version or language that was recorded is none of ours),
 * SIGNING_KEY_NONE (no status list key may sign now; the consent stands with the certificate, and the receipt can be had later). Rejects
 * as the ports do.
 */
export async function giveReceipt(
  confirmed: ConfirmedChallenge,
  ports: ReceiptPorts,
  context: ReceiptContext & { readonly recordIds?: readonly string[] | undefined },
): Promise<{ readonly ok: true; readonly receipt: ConsentReceipt } | Refusal> {
  const receiptId = await receiptIdOf(confirmed.challengeId, ports.hash);
  const held = await ports.consents.find(receiptId);
  if (held !== null) return { ok: true, receipt: held };
  const recordIds = context.recordIds ?? (await recordIdsOf(confirmed, ports.records));
  if (recordIds === null) return refusal("RECORD_NOT_FOUND");
  const { challengeId, mobileHash, consent } = confirmed;
  const signed = await signStatement({ receiptId, consent }, ports, context);
  if (!signed.ok) return signed;
  const { document } = signed;
  const receipt = await ports.consents.give({
    receiptId,
    challengeId,
    mobileHash,
    recordIds,
    consent,
    document,
    withdrawnAt: null,
  });
  return { ok: true, receipt };
}

/** The receipts of the person who has confirmed, newest first. Codes: RECORD_NOT_FOUND. */
export async function ownReceipts(
  confirmed: ConfirmedChallenge,
  ports: Pick<ReceiptPorts, "records" | "consents">,
): Promise<{ readonly ok: true; readonly receipts: readonly ConsentReceipt[] } | Refusal> {
  const holder = await holderOf(confirmed, ports.records);
  if (holder === null) return refusal("RECORD_NOT_FOUND");
  return { ok: true, receipts: await ports.consents.ofPerson(personKeyOf(confirmed, holder)) };
}

/**
 * Ends a consent of the person who has confirmed and revokes what was issued under it. Idempotent. `document` is the signed receipt of the
 * withdrawal, null where no key may sign now: that is no reason to keep a consent alive. Codes: RECORD_NOT_FOUND, CONSENT_UNKNOWN (no
 * such receipt, or another's: one answer).
 */
export async function withdrawConsent(
  receiptId: string,
  confirmed: ConfirmedChallenge,
  ports: ReceiptPorts,
  context: ReceiptContext,
): Promise<Withdrawn | Refusal> {
  const own = await ownReceipts(confirmed, ports);
  if (!own.ok) return own;
  if (!own.receipts.some((receipt) => receipt.receiptId === receiptId)) return refusal("CONSENT_UNKNOWN");
  const audit = { at: context.now, actor: "holder", action: "consent-withdrawn", subject: receiptId, detail: {} };
  const done = await ports.consents.withdraw(receiptId, context.now, audit);
  // Erased in between.
  if (done === null) return refusal("CONSENT_UNKNOWN");
  const { receipt, revoked } = done;
  const withdrawnAt = receipt.withdrawnAt ?? context.now;
  const signed = await signStatement({ receiptId, consent: receipt.consent, withdrawnAt }, ports, context);
  return { ok: true, withdrawnAt, revoked, document: signed.ok ? signed.document : null };
}

/** What a withdrawal did. */
export type Withdrawn = {
  readonly ok: true;
  readonly withdrawnAt: number;
  /** Ids of the certificates that were revoked now. */
  readonly revoked: readonly string[];
  readonly document: Uint8Array | null;
};

/** The person who has confirmed, as the stores know them. Null where the name fits nobody on the number, or more than one. */
export async function holderOf(confirmed: ConfirmedChallenge, records: RecordStore): Promise<Holder | null> {
  return findHolder(confirmed.name, await records.onMobile(confirmed.mobileHash, MAX_RECORDS_ON_NUMBER));
}

async function recordIdsOf(confirmed: ConfirmedChallenge, records: RecordStore): Promise<readonly string[] | null> {
  const holder = await holderOf(confirmed, records);
  return holder === null ? null : personKeyOf(confirmed, holder).recordIds;
}

/** How the stores name that person. */
export function personKeyOf({ mobileHash }: ConfirmedChallenge, { basis }: Holder): PersonKey {
  return { mobileHash, recordIds: basis.map(({ recordId }) => recordId) };
}

/** From the confirmation and a secret: asked again it is found again, and it tells nothing of what it was made from. */
async function receiptIdOf(challengeId: string, hash: KeyedHash): Promise<string> {
  return toHex((await secretHash("consent receipt", challengeId, hash)).subarray(0, RECEIPT_ID_BYTES));
}

async function signStatement(
  about: Pick<ConsentReceipt, "receiptId" | "consent"> & { readonly withdrawnAt?: number },
  { entities, signingKeys, signer }: ReceiptPorts,
  { now, issuer }: ReceiptContext,
): Promise<{ readonly ok: true; readonly document: Uint8Array } | Refusal> {
  const { audience, noticeVersion, noticeLanguage, givenAt } = about.consent;
  const entity = audience === undefined ? null : await entities.find(audience);
  const notice = { version: noticeVersion, language: noticeLanguage };
  const places = { issuer, ...(entity === null ? {} : { organisation: entity }) };
  const text = noticeText(audience === undefined ? "certificate" : "status-answer", notice, places);
  if (text === null) return refusal("NOTICE_UNKNOWN");
  const key = selectSigningKey(await signingKeys.list(), { now, exp: now, purpose: "status-list" });
  if (key === null) return refusal("SIGNING_KEY_NONE");
  const statement: ConsentStatement = {
    receiptId: fromHex(about.receiptId),
    ...(audience === undefined ? { purpose: "certificate" } : { purpose: "status-answer", audience }),
    noticeVersion,
    noticeLanguage,
    noticeDigest: noticeDigest(text),
    givenAt,
    ...(about.withdrawnAt === undefined ? {} : { withdrawnAt: about.withdrawnAt }),
  };
  const kid = fromHex(key.kid);
  const protectedHeader = encodeReceiptHeader({ alg: COSE_ALG.EDDSA, kid });
  const payload = encodeConsentStatement(statement);
  const signature = await signer.sign(kid, toBeSigned(protectedHeader, payload));
  return { ok: true, document: encodeConsentReceipt({ protectedHeader, payload, signature }) };
}
