// The status update (docs/spec.md §4.5): the one document by which a verifier learns of revocation, a COSE_Sign1 by a status list
// key. It leads from one version of a list to a later one; from version 0 it is the whole list. This file reads and writes it;
// whether its signature holds and whether it continues what is held is decided in the verifier.

import { bytesEqual } from "./bytes.ts";
import { type CborValue, encodeCbor } from "./cbor.ts";
import { isDigest, isUnsigned } from "./cbor-shape.ts";
import { type Decoded, refuse } from "./codes.ts";
import { encodeCoseSign1, type ProtectedHeader } from "./cose-sign1.ts";
import { areDisjoint, decodeIndexSet, encodeIndexSet, type IndexSet } from "./index-set.ts";
import { MAX_STATUS_UPDATE_BYTES, MAX_STATUS_UPDATE_ITEMS } from "./limits.ts";
import { emptyStatusList, statusListDigest } from "./status-list.ts";
import { decodeTypedSign1, encodeTypedHeader, untaggedMap } from "./typed-sign1.ts";

/** The content of a status update. */
export type StatusUpdate = {
  /** Of the list after it; from 1, and above `baseVersion`. */
  readonly version: number;
  /** Thumbprint of the key whose certificates the list is about. */
  readonly subject: Uint8Array;
  /** When it was signed (NumericDate). */
  readonly issued: number;
  /** Of the list before it; 0 where the update is the whole list. */
  readonly baseVersion: number;
  /** `statusListDigest` before and after. */
  readonly baseDigest: Uint8Array;
  readonly digest: Uint8Array;
  /** Indices that change; each stands in one of the three sets. */
  readonly revoked: IndexSet;
  readonly suspended: IndexSet;
  /** Suspended before, valid after. */
  readonly reinstated: IndexSet;
  /** Indices of the list are below it. */
  readonly size: number;
  /** Version of the trust bundle that was current when it was signed: who holds that one holds nothing older. */
  readonly bundleVersion: number;
};

/** A status update as received. `update` is unverified. */
export type SignedStatusUpdate = {
  readonly header: ProtectedHeader;
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
  readonly update: StatusUpdate;
};

const KEY = {
  VERSION: 1,
  SUBJECT: 2,
  ISSUED: 3,
  BASE_VERSION: 4,
  BASE_DIGEST: 5,
  DIGEST: 6,
  REVOKED: 7,
  SUSPENDED: 8,
  REINSTATED: 9,
  SIZE: 10,
  BUNDLE_VERSION: 11,
} as const;

const TYP = "application/mohor-status+cbor";

const BOUNDS = { maxBytes: MAX_STATUS_UPDATE_BYTES, maxItems: MAX_STATUS_UPDATE_ITEMS } as const;

/** The protected header `{1: alg, 4: kid, 16: typ}`. Throws TypeError where the kid is not KID_BYTES long. */
export function encodeStatusHeader(header: ProtectedHeader): Uint8Array<ArrayBuffer> {
  return encodeTypedHeader(header, TYP);
}

/** The payload of a status update. Throws TypeError on content that `decodeSignedStatusUpdate` would refuse. */
export function encodeStatusUpdate(update: StatusUpdate): Uint8Array<ArrayBuffer> {
  const { size } = update;
  const payload = encodeCbor(
    new Map<number, CborValue>([
      [KEY.VERSION, update.version],
      [KEY.SUBJECT, update.subject],
      [KEY.ISSUED, update.issued],
      [KEY.BASE_VERSION, update.baseVersion],
      [KEY.BASE_DIGEST, update.baseDigest],
      [KEY.DIGEST, update.digest],
      [KEY.REVOKED, encodeIndexSet(update.revoked, size)],
      [KEY.SUSPENDED, encodeIndexSet(update.suspended, size)],
      [KEY.REINSTATED, encodeIndexSet(update.reinstated, size)],
      [KEY.SIZE, size],
      [KEY.BUNDLE_VERSION, update.bundleVersion],
    ]),
  );
  if (decodeStatusUpdate(payload) === null) throw new TypeError("the status update does not fit spec §4.5");
  return payload;
}

/** The signed status update: a tagged COSE_Sign1; what is signed is `toBeSigned(protectedHeader, payload)`. */
export function encodeSignedStatusUpdate(parts: {
  readonly protectedHeader: Uint8Array;
  readonly payload: Uint8Array;
  readonly signature: Uint8Array;
}): Uint8Array<ArrayBuffer> {
  return encodeCoseSign1(parts);
}

/** A status update taken apart, or STATUSLIST_MALFORMED: any departure from spec §4.5. No signature is checked. Linear. */
export function decodeSignedStatusUpdate(bytes: Uint8Array): Decoded<SignedStatusUpdate> {
  const document = decodeTypedSign1(bytes, TYP, BOUNDS);
  const update = document === null ? null : decodeStatusUpdate(document.payload);
  if (document === null || update === null) return refuse("STATUSLIST_MALFORMED");
  return { ok: true, value: { ...document, update } };
}

/** The content of a payload, or null. */
function decodeStatusUpdate(payload: Uint8Array): StatusUpdate | null {
  const map = untaggedMap(payload, KEY, BOUNDS);
  if (map === null) return null;
  const version = map.get(KEY.VERSION);
  const subject = map.get(KEY.SUBJECT);
  const issued = map.get(KEY.ISSUED);
  const baseVersion = map.get(KEY.BASE_VERSION);
  const baseDigest = map.get(KEY.BASE_DIGEST);
  const digest = map.get(KEY.DIGEST);
  const size = map.get(KEY.SIZE);
  const bundleVersion = map.get(KEY.BUNDLE_VERSION);
  if (!isUnsigned(version) || !isUnsigned(baseVersion) || baseVersion >= version) return null;
  if (!isDigest(subject) || !isDigest(baseDigest) || !isDigest(digest)) return null;
  if (!isUnsigned(issued) || !isUnsigned(size) || size === 0) return null;
  if (!isUnsigned(bundleVersion) || bundleVersion === 0) return null;
  const revoked = decodeIndexSet(map.get(KEY.REVOKED), size);
  const suspended = decodeIndexSet(map.get(KEY.SUSPENDED), size);
  const reinstated = decodeIndexSet(map.get(KEY.REINSTATED), size);
  if (revoked === null || suspended === null || reinstated === null) return null;
  const isOneChangeEach =
    areDisjoint(revoked, suspended) && areDisjoint(revoked, reinstated) && areDisjoint(suspended, reinstated);
  if (!isOneChangeEach) return null;
  // A whole list begins with nothing: there is nothing to reinstate.
  const isWhole = baseVersion === 0;
  if (isWhole && !bytesEqual(baseDigest, statusListDigest(emptyStatusList(subject, size)))) return null;
  if (isWhole && reinstated.length > 0) return null;
  return {
    version,
    subject,
    issued,
    baseVersion,
    baseDigest,
    digest,
    revoked,
    suspended,
    reinstated,
    size,
    bundleVersion,
  };
}
