// What a trust bundle says (docs/spec.md §4.2) and which of its keys stand in the mirrors (§4.4), as pure functions: keys,
// threshold, dates and version. Signing it, and where its files lie, is elsewhere.

import {
  bytesEqual,
  type Companion,
  MAX_CBOR_ARGUMENT,
  MAX_ROOT_KEYS,
  MAX_TRUSTED_KEYS,
  type TrustBundle,
} from "@mohor/schema";
import { type Refusal, refusal } from "./refusal.ts";
import type { RootSet } from "./root-set.ts";
import type { SigningKey } from "./signing-key.ts";

/** How long gates may go by a bundle. */
export type TrustRules = {
  readonly ageingAfterSeconds: number;
  readonly staleAfterSeconds: number;
  readonly expiresAfterDays: number;
};

/** A document to go with the bundle, by the key it is about: what `Companion` is before places in the bundle are known. */
export type PlannedCompanion = Omit<Companion, "keyIndex"> & { readonly publicKey: Uint8Array };

const DAY = 86_400;

/**
 * The bundle to publish at `now` after the one of version `heldVersion` (0 before the first). Codes: TRUST_BUNDLE_FULL (more
 * root keys or more keys still accepted than docs/spec.md §4.2 has room for), CLOCK_IMPLAUSIBLE (it
 * would end after the last NumericDate of the format).
 */
export function planTrustBundle(
  keys: readonly SigningKey[],
  { threshold, rootKeys }: RootSet,
  context: {
    readonly now: number;
    readonly issuer: string;
    readonly rules: TrustRules;
    readonly heldVersion: number;
    /** Those about keys that are no longer in the bundle are left out. */
    readonly companions: readonly PlannedCompanion[];
  },
): { readonly ok: true; readonly bundle: TrustBundle } | Refusal {
  const { now, issuer, rules, heldVersion, companions } = context;
  // A key past its acceptance verifies nothing any more; a revoked one stays, so that gates can say why.
  const accepted = keys.filter(({ acceptUntil }) => acceptUntil >= now);
  const expires = now + rules.expiresAfterDays * DAY;
  if (rootKeys.length > MAX_ROOT_KEYS || accepted.length > MAX_TRUSTED_KEYS) return refusal("TRUST_BUNDLE_FULL");
  if (expires > MAX_CBOR_ARGUMENT) return refusal("CLOCK_IMPLAUSIBLE");
  const bundle: TrustBundle = {
    version: heldVersion + 1,
    issuer,
    issued: now,
    expires,
    ageingAfterSeconds: rules.ageingAfterSeconds,
    staleAfterSeconds: rules.staleAfterSeconds,
    rootThreshold: threshold,
    rootKeys,
    keys: accepted.map(({ publicKey, purpose, useFrom, signUntil, acceptUntil, state }) => ({
      publicKey,
      purpose,
      useFrom,
      signUntil,
      acceptUntil,
      state,
    })),
    companions: companions.flatMap(({ publicKey, ...companion }) => {
      const keyIndex = accepted.findIndex((key) => bytesEqual(key.publicKey, publicKey));
      return keyIndex < 0 ? [] : [{ keyIndex, ...companion }];
    }),
  };
  return { ok: true, bundle };
}

/**
 * The public keys that stand in the mirrors: those that any library may trust, because a mirror cannot say what a key is for or
 * that it is revoked.
 */
export function mirroredKeys({ keys }: TrustBundle): readonly Uint8Array[] {
  return keys
    .filter(({ purpose, state }) => purpose === "certificate" && state === "active")
    .map(({ publicKey }) => publicKey);
}
