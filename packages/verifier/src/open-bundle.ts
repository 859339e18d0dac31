// A trust bundle taken apart, its keys ready for use, and the count of the roots that signed it (docs/spec.md §4.3). Whose roots
// must have signed is the caller's question: a bundle's own, and where one is held already also the held one's.

import {
  coseKeyThumbprint,
  type Decoded,
  decodeSignedTrustBundle,
  kidOf,
  refuse,
  type SignedTrustBundle,
  type TrustBundle,
  type TrustedKey,
  toHex,
  trustBundleToBeSigned,
} from "@mohor/schema";
import { type Ed25519Engine, referenceEngine, type VerificationKey, verificationKey } from "./ed25519.ts";

/** A trusted key ready to verify with. */
export type ReadyKey = TrustedKey & {
  readonly verify: VerificationKey["verify"];
  readonly kid: string;
  /** Thumbprint in hex: how documents beside the bundle name the key. */
  readonly thumbprint: string;
};

/** A trust bundle whose keys are sound. Nobody has counted its signatures yet. */
export type OpenBundle = {
  /** The document as received. */
  readonly bytes: Uint8Array;
  readonly signed: SignedTrustBundle;
  readonly bundle: TrustBundle;
  readonly roots: readonly VerificationKey[];
  readonly keys: readonly ReadyKey[];
};

/**
 * Opens a trust bundle. Codes: KEYSET_MALFORMED, KEYSET_VERSION_UNSUPPORTED, KEYSET_KEY_INVALID (a key that gate K of spec §8
 * refuses, which refuses the whole bundle). Costs one scalar multiplication a key; their number is bounded in limits.ts.
 */
export function openBundle(bytes: Uint8Array, { engine }: { readonly engine: Ed25519Engine }): Decoded<OpenBundle> {
  const signed = decodeSignedTrustBundle(bytes);
  if (!signed.ok) return signed;
  const { bundle } = signed.value;
  const roots = bundle.rootKeys.map((publicKey) => verificationKey(publicKey, referenceEngine));
  const keys = bundle.keys.map((key) => readyKey(key, engine));
  const soundRoots = roots.filter((root) => root !== null);
  const soundKeys = keys.filter((key) => key !== null);
  if (soundRoots.length < roots.length || soundKeys.length < keys.length) return refuse("KEYSET_KEY_INVALID");
  return { ok: true, value: { bytes, signed: signed.value, bundle, roots: soundRoots, keys: soundKeys } };
}

function readyKey(key: TrustedKey, engine: Ed25519Engine): ReadyKey | null {
  const ready = verificationKey(key.publicKey, engine);
  if (ready === null) return null;
  const thumbprint = toHex(coseKeyThumbprint(key.publicKey));
  return { ...key, verify: ready.verify, kid: toHex(kidOf(key.publicKey)), thumbprint };
}

/** Whether `signed` carries good signatures of as many different roots of `by` as its threshold asks for. One key counts once. */
export function isSignedByRootsOf(by: OpenBundle, { signed }: Pick<OpenBundle, "signed">): boolean {
  const signing = by.roots.filter((root) => {
    const kid = toHex(kidOf(root.publicKey));
    return signed.signatures.some(
      ({ header, protectedHeader, signature }) =>
        toHex(header.kid) === kid && root.verify(signature, trustBundleToBeSigned(signed.payload, protectedHeader)),
    );
  });
  return signing.length >= by.bundle.rootThreshold;
}
