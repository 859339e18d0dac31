// A certificate as the issuer keeps it, and its identity: kid + cti, never its text, which a
// link writes in another way, nor its signature.

import {
  type Claims,
  ctiHex,
  type Decoded,
  decodeClaims,
  decodeCoseSign1,
  decodeQrText,
  decodeToken,
  KID_BYTES,
  MAX_CTI_BYTES,
  MIN_CTI_BYTES,
} from "@mohor/schema";
import type { SuspensionReason } from "./status-change.ts";

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
  /** What it was issued on was made up. */
  "fraud",
] as const;
/** `restored`: taken back in from a published list by a store that had lost it; why it was revoked is not known any more. */
export type RevocationReason = (typeof REVOCATION_REASONS)[number] | "restored";

/** An issued certificate. */
export type Certificate = {
  /** `<kid>-<cti>` in hex: how people and programs name it. */
  readonly certificateId: string;
  readonly kid: string;
  readonly statusIndex: number;
  /** NumericDate, as in its claims. */
  readonly iat: number;
  readonly exp: number;
  /** The bytes handed out: everything else follows from them. Stores keep them sealed, because they hold name and status. */
  readonly qrText: string;
  readonly revoked?: { readonly at: number; readonly reason: RevocationReason };
  /** Never beside `revoked`. */
  readonly suspended?: { readonly at: number; readonly reason: SuspensionReason };
};

/** Whether a certificate may still be handed out at `now`: neither revoked nor suspended nor expired. */
export function isGoodAt({ revoked, suspended, exp }: Certificate, now: number): boolean {
  return revoked === undefined && suspended === undefined && now < exp;
}

/** A certificate to be revoked by the issue of another. */
export type Supersession = { readonly certificateId: string; readonly reason: RevocationReason };

const CERTIFICATE_ID = new RegExp(
  `^[0-9a-f]{${2 * KID_BYTES}}-(?:[0-9a-f]{${2 * MIN_CTI_BYTES}}|[0-9a-f]{${2 * MAX_CTI_BYTES}})$`,
);

/** The id of the certificate with this index under this key. */
export function certificateIdOf(kid: string, statusIndex: number): string {
  return `${kid}-${ctiHex(statusIndex)}`;
}

/** Whether the text has the form of a certificate id. */
export function isCertificateId(text: string): boolean {
  return CERTIFICATE_ID.test(text);
}

/** The claims inside a QR text that this issuer made; nothing is verified, so never for a text from outside. */
export function claimsOfOwn(qrText: string): Decoded<Claims> {
  const token = decodeQrText(qrText);
  if (!token.ok) return token;
  const document = decodeToken(token.value);
  if (!document.ok) return document;
  const sign1 = decodeCoseSign1(document.value);
  return sign1.ok ? decodeClaims(sign1.value.payload) : sign1;
}
