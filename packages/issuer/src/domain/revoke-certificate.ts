// Revocation: a record of what is no longer good, why and since when. That gates learn of it is the status list's work.

import { type Certificate, isCertificateId, type RevocationReason } from "./certificate.ts";
import type { CertificateStore, StatusStore } from "./ports.ts";
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
