// Revocation: a record of what is no longer good, why and since when. That gates learn of it is the status list's work.

import { type Certificate, isCertificateId, type RevocationReason } from "./certificate.ts";
import type { CertificateStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/**
 * Revokes the certificate with this id at `now`. Idempotent: the first reason and time stay, and `already` tells. Codes:
 * CERTIFICATE_ID_MALFORMED, CERTIFICATE_UNKNOWN.
 */
export async function revokeCertificate(
  certificateId: string,
  ports: { readonly certificates: CertificateStore },
  { now, reason }: { now: number; reason: RevocationReason },
): Promise<{ readonly ok: true; readonly certificate: Certificate; readonly already: boolean } | Refusal> {
  if (!isCertificateId(certificateId)) return refusal("CERTIFICATE_ID_MALFORMED");
  const before = await ports.certificates.find(certificateId);
  const certificate = await ports.certificates.revoke(certificateId, { at: now, reason });
  if (certificate === null) return refusal("CERTIFICATE_UNKNOWN");
  return { ok: true, certificate, already: before?.revoked !== undefined };
}
