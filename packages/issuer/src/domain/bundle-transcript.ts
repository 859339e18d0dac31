// What a trust bundle says and what it changes against the one before it, as the facts that a person at a ceremony reads before a
// root signs (docs/trust.md §3). Words are put to them elsewhere.

import {
  bytesEqual,
  type Companion,
  coseKeyThumbprint,
  formatFingerprint,
  kidOf,
  rootSetFingerprint,
  type SignedTrustBundle,
  sha256,
  type TrustBundle,
  type TrustedKey,
  toHex,
} from "@mohor/schema";
import { rootSetIn, rootSetsToReach, type SignatureCheck, tallyRoots } from "./root-ceremony.ts";
import { isRootOf } from "./root-set.ts";

/** Against the bundle before: `new` and `gone` where one of the two does not have it. Without a bundle before all is new. */
export type Change = "same" | "new" | "changed" | "gone";

/** A root key and what becomes of it. */
export type RootLine = { readonly thumbprint: string; readonly change: Change; readonly hasSigned: boolean };

/** A key and what becomes of it; `before` where it is another than it was. */
export type KeyLine = {
  readonly kid: string;
  readonly key: TrustedKey;
  readonly change: Change;
  readonly before?: TrustedKey;
};

/** A companion document, named by the kid of the key it is about. */
export type CompanionLine = Companion & { readonly kid: string };

/** One threshold to be reached: that of the bundle before, or its own. */
export type TallyLine = { readonly of: "before" | "own"; readonly threshold: number; readonly missing: number };

/** The whole transcript. */
export type BundleTranscript = {
  /** Of the payload: what the keyholders compare aloud. */
  readonly digest: string;
  readonly bundle: TrustBundle;
  readonly before: TrustBundle | null;
  readonly fingerprint: string;
  readonly fingerprintBefore: string | null;
  readonly roots: readonly RootLine[];
  readonly keys: readonly KeyLine[];
  readonly companions: readonly CompanionLine[];
  readonly tallies: readonly TallyLine[];
};

/** Bytes of a digest that people compare: nobody finds a second text for 128 bits. */
const COMPARED_BYTES = 16;

/** The digest of a request for people: of its payload, so that no added signature changes it. */
export function requestDigest({ payload }: SignedTrustBundle): string {
  return formatFingerprint(sha256(payload).subarray(0, COMPARED_BYTES));
}

/** A root key's thumbprint (RFC 9679) for people, to the same length. */
export function rootThumbprint(rootKey: Uint8Array): string {
  return formatFingerprint(coseKeyThumbprint(rootKey).subarray(0, COMPARED_BYTES));
}

/** The transcript of a request. `held` is the bundle that it follows, as far as it is known. */
export function transcribeBundle(
  request: SignedTrustBundle,
  { held, check }: { readonly held: TrustBundle | null; readonly check: SignatureCheck },
): BundleTranscript {
  const { bundle } = request;
  const tallies = rootSetsToReach(bundle, held).map((rootSet) => tallyRoots(request, rootSet, check));
  const signed = tallies.flatMap((tally) => tally.signed);
  return {
    digest: requestDigest(request),
    bundle,
    before: held,
    fingerprint: fingerprintOf(bundle),
    fingerprintBefore: held === null ? null : fingerprintOf(held),
    roots: rootLines(bundle, held, signed),
    keys: keyLines(bundle, held),
    companions: bundle.companions.map((companion) => ({ ...companion, kid: kidAt(bundle, companion.keyIndex) })),
    tallies: tallies.map(({ threshold, missing }, at) => ({
      of: at === tallies.length - 1 ? "own" : "before",
      threshold,
      missing,
    })),
  };
}

function fingerprintOf(bundle: TrustBundle): string {
  return formatFingerprint(rootSetFingerprint(bundle));
}

function kidAt({ keys }: TrustBundle, keyIndex: number): string {
  const key = keys[keyIndex];
  // The decoder has held the index against the keys.
  if (key === undefined) throw new TypeError("a companion is about no key");
  return toHex(kidOf(key.publicKey));
}

function rootLines(bundle: TrustBundle, held: TrustBundle | null, signed: readonly Uint8Array[]): RootLine[] {
  const line = (rootKey: Uint8Array, change: Change): RootLine => ({
    thumbprint: rootThumbprint(rootKey),
    change,
    hasSigned: signed.some((signer) => bytesEqual(signer, rootKey)),
  });
  const wasRoot = (rootKey: Uint8Array) => held !== null && isRootOf(rootSetIn(held), rootKey);
  const gone = held?.rootKeys.filter((rootKey) => !isRootOf(rootSetIn(bundle), rootKey)) ?? [];
  return [
    ...bundle.rootKeys.map((rootKey) => line(rootKey, wasRoot(rootKey) ? "same" : "new")),
    ...gone.map((rootKey) => line(rootKey, "gone")),
  ];
}

function keyLines({ keys }: TrustBundle, held: TrustBundle | null): KeyLine[] {
  const heldKeys = held?.keys ?? [];
  const line = (key: TrustedKey): KeyLine => {
    const kid = toHex(kidOf(key.publicKey));
    const before = heldKeys.find(({ publicKey }) => bytesEqual(publicKey, key.publicKey));
    if (before === undefined) return { kid, key, change: "new" };
    return isSameEntry(before, key) ? { kid, key, change: "same" } : { kid, key, change: "changed", before };
  };
  const gone = heldKeys.filter(({ publicKey }) => !keys.some((key) => bytesEqual(key.publicKey, publicKey)));
  return [
    ...keys.map(line),
    ...gone.map((key): KeyLine => ({ kid: toHex(kidOf(key.publicKey)), key, change: "gone" })),
  ];
}

function isSameEntry(a: TrustedKey, b: TrustedKey): boolean {
  const facts = ({ purpose, useFrom, signUntil, acceptUntil, state }: TrustedKey) =>
    [purpose, useFrom, signUntil, acceptUntil, state].join();
  return facts(a) === facts(b);
}
