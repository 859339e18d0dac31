// The QR text: `MQ1:` + Base45 of the token, or the link form `HTTPS://HOST/#` + that text percent-encoded (docs/spec.md §3.1,
// §3.8). Nothing is trimmed, folded or added to be kind: a changed text gets a code that tells what was changed.

import { decodeBase45, encodeBase45 } from "./base45.ts";
import { type Decoded, refuse } from "./codes.ts";
import { MAX_LINK_TEXT_LENGTH, MAX_QR_TEXT_LENGTH } from "./limits.ts";

/** The prefix: Mohor QR, format 1. */
export const QR_PREFIX = "MQ1:";

const ANY_VERSION = /^MQ[0-9]{1,4}:/;
const ANY_VERSION_IN_ANY_CASE = /^MQ[0-9]{1,4}:/i;
// No honest text ends in a space either: the last digit of a Base45 group is at most 32, and a space is 36.
const WHITESPACE = " \t\r\n";
// Trust material, whole or in pieces: no certificate, and not another system's code either.
const PACK_IN_ANY_CASE = /^M[TP][0-9]{1,4}:/i;
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
 * (docs/spec.md §5, docs/decisions/0012). An issuer draws another index for its sake; a verifier never asks.
 */
export function isCopySafe(qrText: string): boolean {
  return copyHazardAt(qrText) === -1;
}

/** Where the first thing stands that careless copying changes, in characters after the prefix; -1 where nothing does. */
export function copyHazardAt(qrText: string): number {
  return qrText.slice(QR_PREFIX.length).search(UNSAFE_TO_COPY);
}

/**
 * The link form of a QR text, in upper case so that all of it but the `#` fits the alphanumeric mode of a QR code. `host` may
 * carry a port. Throws TypeError on any other host.
 */
export function encodeLinkForm(host: string, qrText: string): string {
  const start = `HTTPS://${host.toUpperCase()}/#`;
  // The whole start, so that a host with a path or fragment of its own does not pass.
  if (LINK.exec(start)?.[0] !== start) throw new TypeError("a host name with at most a port is required");
  return start + qrText.replaceAll("%", "%25").replaceAll(" ", "%20");
}

/**
 * Step 1 of spec §6: the Base45 part of a QR text, in either form. Codes in this order: QR_TOO_LONG (longer than any link),
 * QR_TRUST_MATERIAL (a pack or a piece of one, in whatever state), QR_PREFIX_UNKNOWN (another system's code), QR_WHITESPACE_AROUND, QR_CASE_CHANGED, QR_VERSION_UNSUPPORTED, QR_LINK_INVALID
 * (a fragment that is not percent-encoded as spec §3.8 says), QR_TOO_LONG. Time is linear in the text.
 */
export function splitQrText(text: string): Decoded<string> {
  if (text.length > MAX_LINK_TEXT_LENGTH) return refuse("QR_TOO_LONG");
  const inner = withoutOuterWhitespace(text);
  const link = LINK.exec(inner)?.[0] ?? "";
  const own = inner.slice(link.length);
  if (isPackText(own)) return refuse("QR_TRUST_MATERIAL");
  if (!ANY_VERSION_IN_ANY_CASE.test(own)) return refuse("QR_PREFIX_UNKNOWN");
  if (inner !== text) return refuse("QR_WHITESPACE_AROUND");
  if (!ANY_VERSION.test(own)) return refuse("QR_CASE_CHANGED");
  if (!own.startsWith(QR_PREFIX)) return refuse("QR_VERSION_UNSUPPORTED");
  if (link !== "" && !ENCODED_FRAGMENT.test(own)) return refuse("QR_LINK_INVALID");
  const qrText = link === "" ? own : own.replaceAll("%20", " ").replaceAll("%25", "%");
  if (qrText.length > MAX_QR_TEXT_LENGTH) return refuse("QR_TOO_LONG");
  return { ok: true, value: qrText.slice(QR_PREFIX.length) };
}

/** Whether a text without outer whitespace is trust material, of any version and in any case: `decodePackText` says whether it is right. */
export function isPackText(text: string): boolean {
  return PACK_IN_ANY_CASE.test(text);
}

/** By hand: an expression for whitespace at the end takes quadratic time on whitespace inside. */
export function withoutOuterWhitespace(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && WHITESPACE.includes(text.charAt(start))) start++;
  while (end > start && WHITESPACE.includes(text.charAt(end - 1))) end--;
  return text.slice(start, end);
}

/** Steps 1 and 2 of spec §6: the token's bytes. Codes: those of `splitQrText`, BASE45_INVALID. */
export function decodeQrText(text: string): Decoded<Uint8Array<ArrayBuffer>> {
  const base45 = splitQrText(text);
  return base45.ok ? decodeBase45(base45.value) : base45;
}
