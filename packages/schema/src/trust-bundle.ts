// The trust bundle (docs/spec.md §4.2): which keys may sign what, and until when, in a COSE_Sign (RFC 9052 §4.1) with one
// signature for each of t-of-n offline root keys. This file reads and writes the document; whether its signatures hold is
// decided in the verifier's trust store.

import { bytesEqual, compareBytes, fromHex, toHex } from "./bytes.ts";
import { type CborMap, type CborValue, decodeCbor, encodeCbor } from "./cbor.ts";
import { asUnsigned, exactMap, isDigest, isEmptyMap, isUnsigned, listOf } from "./cbor-shape.ts";
import { type Decoded, refuse } from "./codes.ts";
import { coseKeyThumbprint, decodeCoseKey, encodeCoseKey, kidOf } from "./cose-key.ts";
import { decodeProtectedHeader, encodeProtectedHeader, type ProtectedHeader } from "./cose-sign1.ts";
import { CBOR_TAG, COSE_HEADER } from "./iana.ts";
import {
  MAX_COMPANIONS,
  MAX_KEYS_PER_KID,
  MAX_ROOT_KEYS,
  MAX_TRUST_BUNDLE_BYTES,
  MAX_TRUST_BUNDLE_ITEMS,
  MAX_TRUSTED_KEYS,
} from "./limits.ts";
import { sha256 } from "./sha2.ts";

/** What a key may sign. Root keys stand apart: they sign trust bundles only. */
export const KEY_PURPOSES = ["certificate", "status-list", "specimen"] as const;
export type KeyPurpose = (typeof KEY_PURPOSES)[number];

/** `revoked` is for ever: a key that is merely old ends by its dates. */
export const KEY_STATES = ["active", "revoked"] as const;
export type KeyState = (typeof KEY_STATES)[number];

/** A key with its purpose and dates (NumericDate). */
export type TrustedKey = {
  readonly publicKey: Uint8Array;
  readonly purpose: KeyPurpose;
  /** What it signed earlier than this is refused. */
  readonly useFrom: number;
  /** What it signed later than this is refused. */
  readonly signUntil: number;
  /** After this second nothing that it signed is accepted. */
  readonly acceptUntil: number;
  readonly state: KeyState;
};

/** Documents that are distributed beside the bundle, each for one key. */
export const COMPANION_KINDS = ["status-list", "issued-set"] as const;
export type CompanionKind = (typeof COMPANION_KINDS)[number];

/** What the roots knew of a document beside the bundle when they signed: whoever holds the bundle can take it from anywhere. */
export type Companion = {
  /** Position in `keys`, from 0, of the key that the document is about: two keys may share a kid. */
  readonly keyIndex: number;
  readonly kind: CompanionKind;
  /** Of a status list its floor: a verifier needs this version of the list or a later one. Of an issued set 1. */
  readonly version: number;
  /** Of a status list `statusListDigest` of its state at that version; of an issued set SHA-256 of the document's bytes. */
  readonly digest: Uint8Array;
};

/** The content of a trust bundle. */
export type TrustBundle = {
  /** Rises by at least one with each bundle, from 1. */
  readonly version: number;
  /** The issuing authority's name, as shown to people. */
  readonly issuer: string;
  readonly issued: number;
  /** From this second on a verifier with nothing newer is undecided. */
  readonly expires: number;
  /** Age in seconds from which a verifier shows that its trust material is ageing; the older one makes it undecided. */
  readonly ageingAfterSeconds: number;
  readonly staleAfterSeconds: number;
  /** Root signatures needed, each of another key. */
  readonly rootThreshold: number;
  readonly rootKeys: readonly Uint8Array[];
  readonly keys: readonly TrustedKey[];
  readonly companions: readonly Companion[];
};

/** One root key's signature. */
export type RootSignature = {
  readonly header: ProtectedHeader;
  readonly protectedHeader: Uint8Array;
  readonly signature: Uint8Array;
};

/** A trust bundle as received. `bundle` is unverified until the trust store has counted the signatures. */
export type SignedTrustBundle = {
  readonly payload: Uint8Array;
  readonly signatures: readonly RootSignature[];
  readonly bundle: TrustBundle;
};

const KEY = {
  FORMAT: 0,
  VERSION: 1,
  ISSUER: 2,
  ISSUED: 3,
  EXPIRES: 4,
  STALENESS: 5,
  ROOT: 6,
  KEYS: 7,
  COMPANIONS: 8,
} as const;
const ENTRY = { COSE_KEY: 1, PURPOSE: 2, USE_FROM: 3, SIGN_UNTIL: 4, ACCEPT_UNTIL: 5, STATE: 6 } as const;

// Explicit typing (RFC 9596): a root's signature on anything else can never be taken for one on a trust bundle.
const BODY_HEADER: Uint8Array = encodeCbor(new Map([[COSE_HEADER.TYP, "application/mohor-trust+cbor"]]));

/** The format of the payload that this document describes. */
const FORMAT = 1;

const BOUNDS = { maxBytes: MAX_TRUST_BUNDLE_BYTES, maxItems: MAX_TRUST_BUNDLE_ITEMS } as const;

// A fixed list of code points, as for names: controls, direction marks and invisible characters stay out, because they could
// make the name shown to a guard read as another one.
const ISSUER = /^[ -~\u00C0-\u024F\u0900-\u0DFF\u1C50-\u1C7F\u1E00-\u1EFF\u2013\u2019]{1,64}$/;

/** Whether the text may stand as an issuing authority's name (spec §4.2). */
export function isIssuerName(text: string): boolean {
  return ISSUER.test(text) && text.normalize("NFC") === text;
}

/** The payload of a trust bundle. Throws TypeError on content that `decodeSignedTrustBundle` would refuse. */
export function encodeTrustBundle(bundle: TrustBundle): Uint8Array<ArrayBuffer> {
  const payload = encodeCbor(
    new Map<number, CborValue>([
      [KEY.FORMAT, FORMAT],
      [KEY.VERSION, bundle.version],
      [KEY.ISSUER, bundle.issuer],
      [KEY.ISSUED, bundle.issued],
      [KEY.EXPIRES, bundle.expires],
      [KEY.STALENESS, [bundle.ageingAfterSeconds, bundle.staleAfterSeconds]],
      [KEY.ROOT, [bundle.rootThreshold, bundle.rootKeys.map(encodeCoseKey)]],
      [KEY.KEYS, bundle.keys.map(encodeTrustedKey)],
      [KEY.COMPANIONS, bundle.companions.map(encodeCompanion)],
    ]),
  );
  if (!decodeTrustBundle(payload).ok) throw new TypeError("the trust bundle does not fit spec §4.2");
  return payload;
}

function encodeTrustedKey(key: TrustedKey): CborMap {
  return new Map<number, CborValue>([
    [ENTRY.COSE_KEY, encodeCoseKey(key.publicKey)],
    [ENTRY.PURPOSE, KEY_PURPOSES.indexOf(key.purpose) + 1],
    [ENTRY.USE_FROM, key.useFrom],
    [ENTRY.SIGN_UNTIL, key.signUntil],
    [ENTRY.ACCEPT_UNTIL, key.acceptUntil],
    [ENTRY.STATE, KEY_STATES.indexOf(key.state) + 1],
  ]);
}

function encodeCompanion({ keyIndex, kind, version, digest }: Companion): CborValue {
  return [keyIndex, COMPANION_KINDS.indexOf(kind) + 1, version, digest];
}

/** The Sig_structure that one root key signs (RFC 9052 §4.4, context "Signature"). */
export function trustBundleToBeSigned(payload: Uint8Array, protectedHeader: Uint8Array): Uint8Array<ArrayBuffer> {
  return encodeCbor(["Signature", BODY_HEADER, protectedHeader, new Uint8Array(0), payload]);
}

/** The signed trust bundle: a tagged COSE_Sign. */
export function encodeSignedTrustBundle(
  payload: Uint8Array,
  signatures: readonly { readonly header: ProtectedHeader; readonly signature: Uint8Array }[],
): Uint8Array<ArrayBuffer> {
  const empty = new Map<number, CborValue>();
  const rows = signatures.map(({ header, signature }) => [encodeProtectedHeader(header), empty, signature]);
  return encodeCbor([BODY_HEADER, empty, payload, rows], [CBOR_TAG.COSE_SIGN]);
}

/**
 * A signed trust bundle taken apart, with any number of signatures, none among them: a bundle on its way from root to root is the
 * same document. No signature is checked. Codes: KEYSET_MALFORMED (any departure from spec §4.2), KEYSET_VERSION_UNSUPPORTED (a
 * payload of another format in an envelope of this one).
 */
export function decodeSignedTrustBundle(bytes: Uint8Array): Decoded<SignedTrustBundle> {
  const document = decodeCbor(bytes, BOUNDS);
  if (!document.ok) return refuse("KEYSET_MALFORMED");
  const { tags, item } = document.value;
  if (tags.length !== 1 || tags[0] !== CBOR_TAG.COSE_SIGN) return refuse("KEYSET_MALFORMED");
  if (!Array.isArray(item) || item.length !== 4) return refuse("KEYSET_MALFORMED");
  const [bodyHeader, unprotectedHeader, payload, rows] = item;
  if (!(bodyHeader instanceof Uint8Array) || !bytesEqual(bodyHeader, BODY_HEADER)) return refuse("KEYSET_MALFORMED");
  if (!isEmptyMap(unprotectedHeader) || !(payload instanceof Uint8Array)) return refuse("KEYSET_MALFORMED");
  const signatures = listOf(rows, MAX_ROOT_KEYS, decodeRootSignature);
  if (signatures === null) return refuse("KEYSET_MALFORMED");
  const bundle = decodeTrustBundle(payload);
  return bundle.ok ? { ok: true, value: { payload: payload.slice(), signatures, bundle: bundle.value } } : bundle;
}

function decodeRootSignature(value: CborValue): RootSignature | null {
  if (!Array.isArray(value) || value.length !== 3) return null;
  const [protectedHeader, unprotectedHeader, signature] = value;
  if (!(protectedHeader instanceof Uint8Array) || !(signature instanceof Uint8Array)) return null;
  const header = decodeProtectedHeader(protectedHeader);
  if (!header.ok || !isEmptyMap(unprotectedHeader)) return null;
  return { header: header.value, protectedHeader: protectedHeader.slice(), signature: signature.slice() };
}

/** The content of a payload. */
function decodeTrustBundle(payload: Uint8Array): Decoded<TrustBundle> {
  const document = decodeCbor(payload, BOUNDS);
  if (!document.ok || document.value.tags.length !== 0) return refuse("KEYSET_MALFORMED");
  const { item } = document.value;
  const format = item instanceof Map ? (item as CborMap).get(KEY.FORMAT) : undefined;
  if (isUnsigned(format) && format !== FORMAT) return refuse("KEYSET_VERSION_UNSUPPORTED");
  const bundle = decodeFormat1(item);
  return bundle === null ? refuse("KEYSET_MALFORMED") : { ok: true, value: bundle };
}

/** The content of a payload of format 1, or null. */
function decodeFormat1(item: CborValue): TrustBundle | null {
  const map = exactMap(item, KEY);
  if (map === null || map.get(KEY.FORMAT) !== FORMAT) return null;
  const version = map.get(KEY.VERSION);
  const issuer = map.get(KEY.ISSUER);
  const issued = map.get(KEY.ISSUED);
  const expires = map.get(KEY.EXPIRES);
  const staleness = listOf(map.get(KEY.STALENESS), 2, asUnsigned);
  const root = map.get(KEY.ROOT);
  const keys = listOf(map.get(KEY.KEYS), MAX_TRUSTED_KEYS, decodeTrustedKey);
  const companions = listOf(map.get(KEY.COMPANIONS), MAX_COMPANIONS, decodeCompanion);
  if (!isUnsigned(version) || version === 0 || typeof issuer !== "string" || !isIssuerName(issuer)) return null;
  if (!isUnsigned(issued) || !isUnsigned(expires) || issued >= expires) return null;
  if (staleness === null || !Array.isArray(root) || root.length !== 2) return null;
  if (keys === null || companions === null) return null;
  const [ageingAfterSeconds, staleAfterSeconds] = staleness;
  if (ageingAfterSeconds === undefined || staleAfterSeconds === undefined) return null;
  if (ageingAfterSeconds > staleAfterSeconds) return null;
  const [rootThreshold, rootKeyValues] = root;
  const rootKeys = listOf(rootKeyValues, MAX_ROOT_KEYS, decodeRootKey);
  if (rootKeys === null || !isUnsigned(rootThreshold)) return null;
  if (rootThreshold === 0 || rootThreshold > rootKeys.length) return null;
  // One key stands once: it counts once towards the threshold, and has one purpose.
  const all = [...rootKeys, ...keys.map((key) => key.publicKey)];
  if (largestCount(all.map(toHex)) > 1) return null;
  if (largestCount(keys.map(({ publicKey }) => toHex(kidOf(publicKey)))) > MAX_KEYS_PER_KID) return null;
  // A document is about a key of this bundle, and one for each key and kind: nobody has to choose.
  if (companions.some(({ keyIndex }) => keyIndex >= keys.length)) return null;
  if (largestCount(companions.map(({ keyIndex, kind }) => `${keyIndex} ${kind}`)) > 1) return null;
  return {
    version,
    issuer,
    issued,
    expires,
    ageingAfterSeconds,
    staleAfterSeconds,
    rootThreshold,
    rootKeys,
    keys,
    companions,
  };
}

/** How often the most frequent of the texts stands in the list. */
function largestCount(texts: readonly string[]): number {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return Math.max(0, ...counts.values());
}

function decodeCompanion(value: CborValue): Companion | null {
  if (!Array.isArray(value) || value.length !== 4) return null;
  const [keyIndex, kindNumber, version, digest] = value;
  const kind = memberAt(COMPANION_KINDS, kindNumber);
  if (!isUnsigned(keyIndex) || kind === undefined || !isDigest(digest)) return null;
  if (!isUnsigned(version) || version === 0 || (kind === "issued-set" && version !== 1)) return null;
  return { keyIndex, kind, version, digest };
}

function decodeRootKey(value: CborValue): Uint8Array | null {
  const publicKey = decodeCoseKey(value);
  return publicKey.ok ? publicKey.value : null;
}

function decodeTrustedKey(value: CborValue): TrustedKey | null {
  const map = exactMap(value, ENTRY);
  if (map === null) return null;
  const publicKey = decodeCoseKey(map.get(ENTRY.COSE_KEY));
  const purpose = memberAt(KEY_PURPOSES, map.get(ENTRY.PURPOSE));
  const useFrom = map.get(ENTRY.USE_FROM);
  const signUntil = map.get(ENTRY.SIGN_UNTIL);
  const acceptUntil = map.get(ENTRY.ACCEPT_UNTIL);
  const state = memberAt(KEY_STATES, map.get(ENTRY.STATE));
  if (!publicKey.ok || purpose === undefined || state === undefined) return null;
  if (!isUnsigned(useFrom) || !isUnsigned(signUntil) || !isUnsigned(acceptUntil)) return null;
  if (useFrom > signUntil || signUntil > acceptUntil) return null;
  return { publicKey: publicKey.value, purpose, useFrom, signUntil, acceptUntil, state };
}

/** The member of a list whose numbers on the wire begin at 1. */
function memberAt<T>(members: readonly T[], value: CborValue | undefined): T | undefined {
  return isUnsigned(value) ? members[value - 1] : undefined;
}

/** Bytes of a root set's fingerprint: nobody finds another set of keys with the same 128 bits, and people compare them. */
const FINGERPRINT_BYTES = 16;

/** The fingerprint by which people compare a root set: it changes with every root key and with the threshold (spec §4.3). */
export function rootSetFingerprint({
  rootThreshold,
  rootKeys,
}: Pick<TrustBundle, "rootThreshold" | "rootKeys">): Uint8Array {
  const thumbprints = rootKeys.map(coseKeyThumbprint).sort(compareBytes);
  return sha256(encodeCbor([rootThreshold, thumbprints])).slice(0, FINGERPRINT_BYTES);
}

/** A fingerprint as it is shown and read out: eight groups of four hex digits. */
export function formatFingerprint(fingerprint: Uint8Array): string {
  return toHex(fingerprint).replace(/.{4}(?=.)/g, "$& ");
}

// Typed from a poster: capitals, and what people put between groups.
const FINGERPRINT = /^[0-9a-f]{4}(?:[ :-]?[0-9a-f]{4}){7}$/i;

/** The fingerprint that a person typed, or null: eight groups of four hex digits in either case, with a space, - or : between, or nothing. */
export function parseFingerprint(text: string): Uint8Array<ArrayBuffer> | null {
  return FINGERPRINT.test(text) ? fromHex(text.toLowerCase().replace(/[ :-]/g, "")) : null;
}
