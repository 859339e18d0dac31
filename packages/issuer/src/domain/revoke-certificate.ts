// Revocation: a record of what is no longer good, why and since when. That gates learn of it is the status list's work.

import { type Certificate, isCertificateId } from "./certificate.ts";
import type { CertificateStore } from "./ports.ts";
import { type Refusal, refusal } from "./refusal.ts";

/** Why a certificate was revoked. Kept with it, never published. */
export const REVOCATION_REASONS = [
  /** The holder's status is another one now. */
  "status-changed",
  /** The holder's name or birth date was corrected. */
  "identity-corrected",
  "holder-request",
  "consent-withdrawn",
  "issued-in-error",
  "holder-deceased",
  "key-compromised",
] as const;
export type RevocationReason = (typeof REVOCATION_REASONS)[number];

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
