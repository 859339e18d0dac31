// The trust store: a trust bundle whose keys are sound and whose root signatures reach the threshold (docs/spec.md §4.3).
// Opening it reads no disk, no network and no clock; whether it is stale is a question of `now` and asked by verify.

import {
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
export type TrustStoreKey = TrustedKey & { readonly verify: VerificationKey["verify"] };

/** Trust material whose signatures hold. */
export type TrustStore = {
  readonly bundle: TrustBundle;
  /** Keys by kid in hex; several may share one (docs/spec.md §4.1), at most MAX_KEYS_PER_KID. */
  readonly keysByKid: ReadonlyMap<string, readonly TrustStoreKey[]>;
  /** The newest signed time seen (NumericDate): an earlier clock is wrong (docs/spec.md §4.3, §6.5). */
  readonly clockFloor: number;
};

/** A trust store, or why there is none: then every well-formed certificate is undecided with this code. */
export type Trust = Decoded<TrustStore>;

/** No trust material at all: the state of a gate on its first run. */
export const NO_TRUST: Trust = refuse("KEYSET_MISSING");

/**
 * Opens a signed trust bundle. Its own roots vouch for it, so the caller must have it from a place it trusts; a later bundle
 * is then held against this one. Codes: KEYSET_MALFORMED, KEYSET_KEY_INVALID (a key that gate K of spec §8 refuses, which
 * refuses the whole bundle), KEYSET_SIGNATURE_INVALID (fewer good signatures of different root keys than the threshold).
 * Costs one scalar multiplication a key and one signature check a root signature; both are bounded in limits.ts.
 */
export function openTrustStore(signedBundle: Uint8Array, { engine }: { engine: Ed25519Engine }): Trust {
  const decoded = decodeSignedTrustBundle(signedBundle);
  if (!decoded.ok) return decoded;
  const { bundle } = decoded.value;

  const roots = bundle.rootKeys.map((publicKey) => verificationKey(publicKey, referenceEngine));
  const keysByKid = new Map<string, TrustStoreKey[]>();
  for (const key of bundle.keys) {
    const ready = verificationKey(key.publicKey, engine);
    if (ready === null) return refuse("KEYSET_KEY_INVALID");
    const kid = toHex(kidOf(key.publicKey));
    const sharing = keysByKid.get(kid) ?? [];
    keysByKid.set(kid, [...sharing, { ...key, verify: ready.verify }]);
  }
  const soundRoots = roots.filter((root) => root !== null);
  if (soundRoots.length !== roots.length) return refuse("KEYSET_KEY_INVALID");

  if (countSigningRoots(decoded.value, soundRoots) < bundle.rootThreshold) return refuse("KEYSET_SIGNATURE_INVALID");
  return { ok: true, value: { bundle, keysByKid, clockFloor: bundle.issued } };
}

/** How many different root keys have signed: one key counts once, however often it signed. */
function countSigningRoots(signed: SignedTrustBundle, roots: readonly VerificationKey[]): number {
  return roots.filter((root) => {
    const kid = toHex(kidOf(root.publicKey));
    return signed.signatures.some(
      ({ header, protectedHeader, signature }) =>
        toHex(header.kid) === kid && root.verify(signature, trustBundleToBeSigned(signed.payload, protectedHeader)),
    );
  }).length;
}
