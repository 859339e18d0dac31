// The honest chain from claims to QR text (docs/spec.md §5), stage by stage. A vector about a fault replaces one stage by a
// faulty twin and leaves the others honest, so that it can fail for one reason only: whatever comes after the fault, the
// signature too, is made over the faulty bytes.

import {
  type CborMap,
  type CborValue,
  type Claims,
  COSE_ALG,
  CWT_CLAIM,
  decodeCbor,
  encodeBase45,
  encodeCbor,
  encodeClaims,
  encodeCoseSign1,
  encodeProtectedHeader,
  fromHex,
  QR_PREFIX,
  TOKEN_BOUNDS,
  toBeSigned,
  toHex,
} from "@mohor/schema";
import { CERTIFICATE_KEY, type TestKey } from "./test-keys.ts";
import { DAY, ISSUED_AT } from "./timeline.ts";

/** What the honest certificate states. Its index is one whose text is safe to copy (spec §5). */
export const CLAIMS: Claims = {
  exp: ISSUED_AT + 180 * DAY,
  iat: ISSUED_AT,
  statusIndex: 0x00a7c5,
  identity: { fullName: "Asha Rani Biswas" },
  status: "fully",
};

/** The stages; each gets what the stages before it made. */
export type Stages = {
  readonly payload: (claims: Claims) => Uint8Array;
  readonly protectedHeader: (kid: Uint8Array) => Uint8Array;
  /** `toBeSigned` is what a verifier will hold the signature against; a faulty twin may sign something else. */
  readonly signature: (parts: {
    readonly key: TestKey;
    readonly protectedHeader: Uint8Array;
    readonly payload: Uint8Array;
    readonly toBeSigned: Uint8Array;
  }) => Uint8Array;
  readonly token: (parts: {
    readonly protectedHeader: Uint8Array;
    readonly payload: Uint8Array;
    readonly signature: Uint8Array;
  }) => Uint8Array;
  readonly base45: (token: Uint8Array) => string;
  readonly qrText: (base45: string) => string;
};

export const HONEST: Stages = {
  payload: encodeClaims,
  protectedHeader: (kid) => encodeProtectedHeader({ alg: COSE_ALG.EDDSA, kid }),
  signature: ({ key, toBeSigned }) => key.sign(toBeSigned),
  token: encodeCoseSign1,
  base45: encodeBase45,
  qrText: (base45) => QR_PREFIX + base45,
};

/** A certificate with everything that led to it. */
export type Certificate = {
  readonly claims: Claims;
  readonly key: TestKey;
  readonly payload: Uint8Array;
  readonly protectedHeader: Uint8Array;
  readonly toBeSigned: Uint8Array;
  readonly signature: Uint8Array;
  readonly token: Uint8Array;
  readonly qrText: string;
};

/** The certificate of these claims by this key; honest but for the stages given. */
export function certificate({
  claims = CLAIMS,
  key = CERTIFICATE_KEY,
  ...twins
}: { readonly claims?: Claims; readonly key?: TestKey } & Partial<Stages> = {}): Certificate {
  const stages = { ...HONEST, ...twins };
  const payload = stages.payload(claims);
  const protectedHeader = stages.protectedHeader(key.kid);
  const signed = toBeSigned(protectedHeader, payload);
  const signature = stages.signature({ key, protectedHeader, payload, toBeSigned: signed });
  const token = stages.token({ protectedHeader, payload, signature });
  const qrText = stages.qrText(stages.base45(token));
  return { claims, key, payload, protectedHeader, toBeSigned: signed, signature, token, qrText };
}

/** A map's entry. */
export type Entry = readonly [key: number | string, value: CborValue];

/** The payload stage with these claims set, or left out where the value is undefined; deterministic all the same. */
export function payloadWith(...entries: readonly (readonly [Entry[0], Entry[1] | undefined])[]): Stages["payload"] {
  return (claims) => {
    const map = new Map(mapOf(encodeClaims(claims)));
    for (const [key, value] of entries) {
      if (value === undefined) map.delete(key);
      else map.set(key, value);
    }
    return encodeCbor(map);
  };
}

/** The payload stage with this content of claim 169. */
export function payloadWithIdentity(...entries: readonly Entry[]): Stages["payload"] {
  return payloadWith([CWT_CLAIM.IDENTITY_DATA, new Map(entries)]);
}

/** The protected header stage with these parameters. */
export function headerWith(entries: (kid: Uint8Array) => readonly Entry[]): Stages["protectedHeader"] {
  return (kid) => encodeCbor(new Map(entries(kid)));
}

function mapOf(payload: Uint8Array): CborMap {
  const document = decodeCbor(payload, TOKEN_BOUNDS);
  if (!document.ok || !(document.value.item instanceof Map)) throw new TypeError("an honest payload is a map");
  return document.value.item;
}

/** The payload stage with this item, in hex, in place of the name: it may be anything. */
export function payloadWithRawName(itemHex: string): Stages["payload"] {
  return (claims) => replaced(encodeClaims(claims), toHex(encodeCbor(claims.identity.fullName)), itemHex);
}

/** A text of at most 255 bytes as a CBOR item in hex, whatever it holds. */
export function rawText(text: string): string {
  const utf8 = new TextEncoder().encode(text);
  return toHex(
    utf8.length < 24 ? Uint8Array.of(0x60 | utf8.length, ...utf8) : Uint8Array.of(0x78, utf8.length, ...utf8),
  );
}

/** The bytes with one place changed, both in hex. Throws where the place is not there exactly once. */
export function replaced(bytes: Uint8Array, place: string, by: string): Uint8Array {
  const hex = toHex(bytes);
  const at = hex.indexOf(place);
  if (at % 2 !== 0 || hex.indexOf(place, at + 1) !== -1) throw new TypeError(`${place} must stand once in ${hex}`);
  return fromHex(hex.slice(0, at) + by + hex.slice(at + place.length));
}
