// Revocation: a record of what is no longer good, why and since when. That gates learn of it is the status list's work.

import { type Certificate, isCertificateId, type RevocationReason } from "./certificate.ts";
import { findHolder } from "./find-holder.ts";
import { MAX_RECORDS_ON_NUMBER } from "./issue-certificate.ts";
import type { ConfirmedChallenge } from "./otp-challenge.ts";
import type { CertificateStore, RecordStore, StatusStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/**
 * Revokes the certificate with this id at `now`. Idempotent: the first reason and time stay, and `already` tells. Codes:
 * CERTIFICATE_ID_MALFORMED, CERTIFICATE_UNKNOWN.
 */
export async function revokeCertificate(
  certificateId: string,
  ports: { readonly certificates: CertificateStore; readonly statuses: StatusStore },
  { now, reason, actor }: { readonly now: number; readonly reason: RevocationReason; readonly actor: string },
): Promise<{ readonly ok: true; readonly certificate: Certificate; readonly already: boolean } | Refusal> {
  if (!isCertificateId(certificateId)) return refusal("CERTIFICATE_ID_MALFORMED");
  const decision = { status: "revoked", at: now, reason, actor } as const;
  const { already } = await ports.statuses.set({ certificateIds: [certificateId] }, decision);
  const certificate = await ports.certificates.find(certificateId);
  if (certificate === null) return refusal("CERTIFICATE_UNKNOWN");
  return { ok: true, certificate, already: already > 0 };
}

/**
 * Revokes, at `now`, all current certificates of the person who has confirmed, those made for organisations too: who has lost sight of
 * a copy cannot say which it was. Codes: RECORD_NOT_FOUND.
 */
export async function revokeOwnCertificates(
  confirmed: ConfirmedChallenge,
  ports: { readonly records: RecordStore; readonly statuses: StatusStore },
  { now }: { readonly now: number },
): Promise<{ readonly ok: true; readonly revoked: readonly string[] } | Refusal> {
  const holder = findHolder(confirmed.name, await ports.records.onMobile(confirmed.mobileHash, MAX_RECORDS_ON_NUMBER));
  if (holder === null) return refusal("RECORD_NOT_FOUND");
  const recordIds = holder.basis.map(({ recordId }) => recordId);
  const decision = { status: "revoked", reason: "holder-request", at: now, actor: "holder" } as const;
  const audit = {
    at: now,
    actor: "holder",
    action: "own-certificates-revoked",
    subject: recordIds[0] as string,
    detail: {},
  };
  const { changed } = await ports.statuses.set({ recordIds, now }, decision, audit);
  return { ok: true, revoked: changed };
}
