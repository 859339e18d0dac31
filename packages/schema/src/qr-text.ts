// The QR text: `MQ1:` + Base45 of the token, or the link form `HTTPS://HOST/#` + that text percent-encoded (docs/spec.md §3.1,
// §3.8). Nothing is trimmed, folded or added to be kind: a changed text gets a code that tells what was changed.

import { decodeBase45, encodeBase45 } from "./base45.ts";
import { type Decoded, refuse } from "./codes.ts";
import { MAX_LINK_TEXT_LENGTH, MAX_QR_TEXT_LENGTH } from "./limits.ts";

/** The prefix: Mohor QR, format 1. */
export const QR_PREFIX = "MQ1:";

const ANY_VERSION = /^MQ[0-9]{1,4}:/;
const PREFIX_IN_ANY_CASE = /^MQ1:/i;
// A trailing space is not listed: it is a Base45 character.
const WHITESPACE_AROUND = /^[ \t\r\n]+MQ1:|^MQ1:.*[\t\r\n]$/is;
// RFC 3986: scheme and host are case-insensitive; a phone's browser lower-cases both. The fragment is not touched by it.
const LINK = /^https:\/\/[a-z0-9.-]{1,253}(?::[0-9]{1,5})?\/#/i;
// In a fragment (RFC 3986 §3.5) only space and % of the Base45 alphabet need encoding.
const ENCODED_FRAGMENT = /^(?:[0-9A-Z$*+\-./:]|%20|%25)*$/;
// What a copied text must survive: `%` before two hex digits would be decoded by others; outer and double spaces are lost.
const UNSAFE_TO_COPY = /%[0-9A-F]{2}|^ | $| {2}/;

/** The QR text of a token. */
export function encodeQrText(token: Uint8Array): string {
  return QR_PREFIX + encodeBase45(token);
}

/**
 * Whether the text survives careless copying: no `%` followed by two hex digits, no leading, trailing or double space
 * (DESIGN §2). An issuer draws another index until it does; a verifier never asks.
 */
export function isCopySafe(qrText: string): boolean {
  return !UNSAFE_TO_COPY.test(qrText.slice(QR_PREFIX.length));
}

/** The link form of a QR text, in upper case so that it stays in the alphanumeric mode. `host` may carry a port. */
export function encodeLinkForm(host: string, qrText: string): string {
  const start = `HTTPS://${host.toUpperCase()}/#`;
  // The whole start, so that a host with a path or fragment of its own does not pass.
  if (LINK.exec(start)?.[0] !== start) throw new TypeError("a host name with at most a port is required");
  return start + qrText.replaceAll("%", "%25").replaceAll(" ", "%20");
}

/**
 * Step 1 of spec §6: the Base45 part of a QR text, in either form. Codes in this order: QR_TOO_LONG, QR_WHITESPACE_AROUND,
 * QR_CASE_CHANGED, QR_VERSION_UNSUPPORTED, QR_LINK_INVALID (a link to us whose fragment is not percent-encoded as spec §3.8
 * says), QR_PREFIX_UNKNOWN (another system's code). Time is linear in the text.
 */
export function splitQrText(text: string): Decoded<string> {
  if (text.length > MAX_LINK_TEXT_LENGTH) return refuse("QR_TOO_LONG");
  const link = LINK.exec(text)?.[0];
  if (link === undefined) return splitPrefix(text);
  const fragment = text.slice(link.length);
  if (!ANY_VERSION.test(fragment)) return refuse("QR_PREFIX_UNKNOWN");
  if (!ENCODED_FRAGMENT.test(fragment)) return refuse("QR_LINK_INVALID");
  return splitPrefix(fragment.replaceAll("%20", " ").replaceAll("%25", "%"));
}

function splitPrefix(text: string): Decoded<string> {
  if (text.length > MAX_QR_TEXT_LENGTH) return refuse("QR_TOO_LONG");
  if (WHITESPACE_AROUND.test(text)) return refuse("QR_WHITESPACE_AROUND");
  if (text.startsWith(QR_PREFIX)) return { ok: true, value: text.slice(QR_PREFIX.length) };
  if (PREFIX_IN_ANY_CASE.test(text)) return refuse("QR_CASE_CHANGED");
  return refuse(ANY_VERSION.test(text) ? "QR_VERSION_UNSUPPORTED" : "QR_PREFIX_UNKNOWN");
}

/** Steps 1 and 2 of spec §6: the token's bytes. Codes: those of `splitQrText`, BASE45_INVALID. */
export function decodeQrText(text: string): Decoded<Uint8Array<ArrayBuffer>> {
  const base45 = splitQrText(text);
  return base45.ok ? decodeBase45(base45.value) : base45;
}
