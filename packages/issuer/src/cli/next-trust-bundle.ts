// The next trust bundle of a data directory: what it will say, and that every key in it is ours.

import { Failure } from "@mohor/command-line";
import {
  bytesEqual,
  encodeTrustBundle,
  kidOf,
  type SignedTrustBundle,
  type TrustBundle,
  type TrustedKey,
  toHex,
} from "@mohor/schema";
import { keptCompanions, keptVersions, newestBundle } from "../adapters/publication-folder.ts";
import { planTrustBundle } from "../domain/plan-trust-bundle.ts";
import type { OpenIssuer } from "./data-directory.ts";
import { orFail } from "./failure-of.ts";
import { openSigner } from "./open-signer.ts";
import { rootSetOfDirectory } from "./root-set-of-directory.ts";

/**
 * Plans the bundle after all that were published or asked for. Throws Failure ROOT_KEY_NONE, ROOT_SET_INVALID, TRUST_BUNDLE_FULL,
 * CLOCK_IMPLAUSIBLE.
 */
export async function planNextBundle(issuer: OpenIssuer, now: number): Promise<TrustBundle> {
  const { directory, settings, stores } = issuer;
  const keys = await stores.signingKeys.list();
  // A request that was never signed keeps its number: roots refuse two contents of one version.
  const versions = [...keptVersions(directory.trustBundles), ...keptVersions(directory.trustRequests)];
  return orFail(
    planTrustBundle(keys, rootSetOfDirectory(directory), {
      now,
      issuer: settings.issuer,
      rules: settings.trust,
      heldVersion: Math.max(0, ...versions),
      companions: keptCompanions(directory, keys),
    }),
  ).bundle;
}

/** A bundle without signatures, as ceremonies begin with it. */
export function unsignedBundle(bundle: TrustBundle): SignedTrustBundle {
  return { bundle, payload: encodeTrustBundle(bundle), signatures: [] };
}

/** The newest published bundle, or null. */
export function heldBundle({ directory }: OpenIssuer): SignedTrustBundle | null {
  return newestBundle(directory.trustBundles)?.signed ?? null;
}

/**
 * The store's rows are not sealed: whoever can write to it could add a key of his own, and the roots would sign it. Every active key
 * must therefore be one that the roots have signed before, for the same purpose and no longer than then; or one that is held here,
 * opens with the passphrase, and says the same of itself. Throws Failure SIGNING_KEY_UNAVAILABLE, and as `openSigner` does.
 */
export async function checkKeysAreOurs({ keys }: TrustBundle, issuer: OpenIssuer): Promise<void> {
  const known = heldBundle(issuer)?.bundle.keys ?? [];
  // A revoked key signs for nobody; that its file or token is gone must not stop the news of it.
  const unknown = keys.filter((key) => key.state === "active" && !known.some((held) => isNoMoreThan(key, held)));
  const held = await openSigner(
    issuer,
    unknown.map(({ publicKey }) => toHex(kidOf(publicKey))),
  );
  const ours = new Set(held.keys.map(({ publicKey, purpose }) => `${purpose} ${toHex(publicKey)}`));
  const foreign = unknown.find(({ publicKey, purpose }) => !ours.has(`${purpose} ${toHex(publicKey)}`));
  if (foreign !== undefined) throw new Failure("SIGNING_KEY_UNAVAILABLE", toHex(kidOf(foreign.publicKey)));
}

function isNoMoreThan(key: TrustedKey, held: TrustedKey): boolean {
  return (
    bytesEqual(key.publicKey, held.publicKey) &&
    key.purpose === held.purpose &&
    held.state === "active" &&
    key.useFrom >= held.useFrom &&
    key.signUntil <= held.signUntil &&
    key.acceptUntil <= held.acceptUntil
  );
}
