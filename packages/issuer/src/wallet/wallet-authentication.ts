// Whether a request comes from the wallet it names (DigiLocker issuer API 1.13): an HMAC over the body as received, and a hash of API
// key and time in the document. Both must hold. Two encodings of the HMAC are in use, Base64 of its bytes and Base64 of its hex.

import { createHash, createHmac } from "node:crypto";
import { constantTimeEqual } from "../domain/constant-time.ts";
import type { PullUriRequest } from "./pull-uri-request.ts";

/** A wallet that may pull, as configured. */
export type WalletPartner = {
  readonly orgId: string;
  /** The secret that both sides hold; at least 16 characters. */
  readonly apiKey: string;
};

/** Seconds that a request's time may be off: it carries no nonce, and what is caught under way must not serve for long. */
export const MAX_PULL_AGE_SECONDS = 600;

/** Whether the header holds the HMAC-SHA-256 of the body, in either encoding. In constant time for headers of one length. */
export function isWalletHmac(header: string, body: Uint8Array, { apiKey }: WalletPartner): boolean {
  const mac = createHmac("sha256", apiKey).update(body).digest();
  const forms = [mac.toString("base64"), Buffer.from(mac.toString("hex")).toString("base64")];
  const given = Buffer.from(header);
  // Every form is compared, so that the time does not tell which one the sender uses.
  return forms.map((form) => constantTimeEqual(Buffer.from(form), given)).includes(true);
}

/** Whether the document names this partner, with the right key hash, at about `now` (NumericDate). */
export function isFromPartner(
  { orgId, keyHash, ts, sentAt }: PullUriRequest,
  partner: WalletPartner,
  { now }: { readonly now: number },
): boolean {
  const expected = createHash("sha256").update(partner.apiKey).update(ts).digest("hex");
  const isKeyRight = constantTimeEqual(Buffer.from(expected), Buffer.from(keyHash));
  return isKeyRight && orgId === partner.orgId && Math.abs(now - sentAt) <= MAX_PULL_AGE_SECONDS;
}
