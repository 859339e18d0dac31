// The ceremonies of offline roots (docs/trust.md §3), as pure functions over documents. A request is a trust bundle with too few
// signatures: each root adds its own, on a machine without a network; merging counts them. Nothing here signs.

import {
  bytesEqual,
  compareBytes,
  encodeProtectedHeader,
  kidOf,
  MAX_ROOT_KEYS,
  type ProtectedHeader,
  type RootSignature,
  type SignedTrustBundle,
  type TrustBundle,
  toHex,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { type Refusal, refusal } from "./refusal.ts";
import { isRootOf, type RootSet } from "./root-set.ts";

/** The strict predicate of docs/spec.md §8, by whoever has it. */
export type SignatureCheck = (publicKey: Uint8Array, signature: Uint8Array, message: Uint8Array) => boolean;

/** How far a root set has signed. */
export type RootTally = RootSet & {
  /** Root keys with a good signature, each once. */
  readonly signed: readonly Uint8Array[];
  readonly unsigned: readonly Uint8Array[];
  /** Signatures still needed. */
  readonly missing: number;
};

/** The root set that a bundle names. */
export function rootSetIn({ rootThreshold, rootKeys }: TrustBundle): RootSet {
  return { threshold: rootThreshold, rootKeys };
}

/** Which roots of the set have signed the document. One key counts once, however often it signed. */
export function tallyRoots(signed: SignedTrustBundle, rootSet: RootSet, check: SignatureCheck): RootTally {
  const good = rootSet.rootKeys.filter((rootKey) =>
    signed.signatures.some((signature) => isSignatureOf(rootKey, signature, signed.payload, check)),
  );
  return {
    ...rootSet,
    signed: good,
    unsigned: rootSet.rootKeys.filter((rootKey) => !good.includes(rootKey)),
    missing: Math.max(0, rootSet.threshold - good.length),
  };
}

/**
 * The sets whose thresholds a bundle must reach: its own, and that of the bundle before it where the two differ (a rotation of roots
 * is signed by the old roots and the new).
 */
export function rootSetsToReach(bundle: TrustBundle, held: TrustBundle | null): readonly RootSet[] {
  const own = rootSetIn(bundle);
  if (held === null) return [own];
  const before = rootSetIn(held);
  const isSame =
    before.threshold === own.threshold &&
    before.rootKeys.length === own.rootKeys.length &&
    before.rootKeys.every((rootKey) => isRootOf(own, rootKey));
  return isSame ? [own] : [before, own];
}

function isSignatureOf(
  rootKey: Uint8Array,
  { header, protectedHeader, signature }: RootSignature,
  payload: Uint8Array,
  check: SignatureCheck,
): boolean {
  if (!bytesEqual(header.kid, kidOf(rootKey))) return false;
  return check(rootKey, signature, trustBundleToBeSigned(payload, protectedHeader));
}

/** The first signature that is not good, as a code, or null: ROOT_NOT_IN_REQUEST (of no root of these sets), KEYSET_SIGNATURE_INVALID. */
function faultOfSignatures(
  { payload, signatures }: SignedTrustBundle,
  known: readonly RootSet[],
  check: SignatureCheck,
): "ROOT_NOT_IN_REQUEST" | "KEYSET_SIGNATURE_INVALID" | null {
  const roots = known.flatMap(({ rootKeys }) => rootKeys);
  for (const signature of signatures) {
    const named = roots.filter((root) => bytesEqual(signature.header.kid, kidOf(root)));
    if (named.length === 0) return "ROOT_NOT_IN_REQUEST";
    if (!named.some((root) => isSignatureOf(root, signature, payload, check))) return "KEYSET_SIGNATURE_INVALID";
  }
  return null;
}

/**
 * Whether a root may put its name under a request at `now`. `held` is the newest bundle that this root or its keeper knows of. Codes,
 * in this order: ROOT_NOT_IN_REQUEST (this root, or one that has signed already, is neither in the request's set nor in that of the
 * bundle before), KEYSET_SIGNATURE_INVALID (a signature in the request does not hold: it was changed on its way), ROOT_SIGNED_BEFORE
 * (this version or a later one is known with another content), KEYSET_EXPIRED.
 */
export function admitRequest(
  request: SignedTrustBundle,
  context: {
    readonly rootKey: Uint8Array;
    readonly held: SignedTrustBundle | null;
    readonly now: number;
    readonly check: SignatureCheck;
  },
): { readonly ok: true } | Refusal {
  const { rootKey, held, now, check } = context;
  const { bundle, payload } = request;
  const known = rootSetsToReach(bundle, held?.bundle ?? null);
  if (!known.some((rootSet) => isRootOf(rootSet, rootKey))) return refusal("ROOT_NOT_IN_REQUEST");
  const fault = faultOfSignatures(request, known, check);
  if (fault !== null) return refusal(fault);
  const isOther = held !== null && !bytesEqual(held.payload, payload);
  if (isOther && bundle.version <= held.bundle.version) return refusal("ROOT_SIGNED_BEFORE");
  return now >= bundle.expires ? refusal("KEYSET_EXPIRED") : { ok: true };
}

/** The bytes that a root signs, and the header to put beside its signature. */
export function rootToBeSigned(
  payload: Uint8Array,
  { rootKey, alg }: { readonly rootKey: Uint8Array; readonly alg: ProtectedHeader["alg"] },
): { readonly header: ProtectedHeader; readonly toBeSigned: Uint8Array } {
  const header = { alg, kid: kidOf(rootKey) };
  return { header, toBeSigned: trustBundleToBeSigned(payload, encodeProtectedHeader(header)) };
}

/** A signature by its header and bytes, as `encodeSignedTrustBundle` takes them. */
export type RootSignatureParts = Pick<RootSignature, "header" | "signature">;

/**
 * The signatures of several copies of one request together, each root's once, in the order of their kids. `known` are the sets that
 * may have signed. Codes: REQUESTS_DIFFER (the copies do not have the same content), ROOT_NOT_IN_REQUEST, KEYSET_SIGNATURE_INVALID,
 * TRUST_BUNDLE_FULL (more signatures than a bundle has room for).
 */
export function mergeSignatures(
  copies: readonly SignedTrustBundle[],
  known: readonly RootSet[],
  check: SignatureCheck,
): { readonly ok: true; readonly payload: Uint8Array; readonly signatures: readonly RootSignatureParts[] } | Refusal {
  const [first] = copies;
  if (first === undefined || copies.some(({ payload }) => !bytesEqual(payload, first.payload))) {
    return refusal("REQUESTS_DIFFER");
  }
  const { payload } = first;
  for (const copy of copies) {
    const fault = faultOfSignatures(copy, known, check);
    if (fault !== null) return refusal(fault);
  }
  const all = copies.flatMap((copy) => copy.signatures);
  // Each root once, though it stand in two sets or have signed twice.
  const roots = new Map(known.flatMap(({ rootKeys }) => rootKeys).map((root) => [toHex(root), root]));
  const signatures = [...roots.values()].flatMap((root) => {
    const own = all.find((signature) => isSignatureOf(root, signature, payload, check));
    return own === undefined ? [] : [{ header: own.header, signature: own.signature }];
  });
  if (signatures.length > MAX_ROOT_KEYS) return refusal("TRUST_BUNDLE_FULL");
  const inOrder = signatures.toSorted((a, b) => compareBytes(a.header.kid, b.header.kid));
  return { ok: true, payload, signatures: inOrder };
}

/**
 * Whether a bundle that comes back from a ceremony may be published at `now`, as a gate that holds the bundle before would judge, and
 * by what the issuer knows of its keys. Codes, in this order: ROOT_SIGNATURES_TOO_FEW (a threshold is not reached),
 * KEYSET_ROLLBACK (not newer than what is published; the same content again is no fault), KEYSET_EXPIRED, TRUST_REQUEST_OUTDATED (a key
 * that was revoked since stands in it as active: no gate should hear that again).
 */
export function admitSigned(
  signed: SignedTrustBundle,
  context: {
    readonly held: SignedTrustBundle | null;
    readonly revokedKeys: readonly Uint8Array[];
    readonly now: number;
    readonly check: SignatureCheck;
  },
): { readonly ok: true; readonly isNew: boolean } | Refusal {
  const { held, revokedKeys, now, check } = context;
  const { bundle, payload } = signed;
  const rootSets = rootSetsToReach(bundle, held?.bundle ?? null);
  if (rootSets.some((rootSet) => tallyRoots(signed, rootSet, check).missing > 0)) {
    return refusal("ROOT_SIGNATURES_TOO_FEW");
  }
  if (held !== null && bytesEqual(held.payload, payload)) return { ok: true, isNew: false };
  if (held !== null && bundle.version <= held.bundle.version) return refusal("KEYSET_ROLLBACK");
  if (now >= bundle.expires) return refusal("KEYSET_EXPIRED");
  const isRevived = bundle.keys.some(
    ({ publicKey, state }) => state === "active" && revokedKeys.some((revoked) => bytesEqual(revoked, publicKey)),
  );
  return isRevived ? refusal("TRUST_REQUEST_OUTDATED") : { ok: true, isNew: true };
}
