// The trust store: what a verdict is computed from (docs/spec.md §4.3). A trust bundle whose signatures hold, and what is held
// beside it of each key: its status list, the issued set of a revoked one. Whether it is stale is a question of `now` and asked by
// verify. Opening reads no disk, no network and no clock.

import { type Decoded, type IssuedSet, refuse, type StatusList, type TrustBundle, toHex } from "@mohor/schema";
import type { Ed25519Engine } from "./ed25519.ts";
import { isSignedByRootsOf, type OpenBundle, openBundle, type ReadyKey } from "./open-bundle.ts";

/** A status list that is held, with the facts of the update that led to it. */
export type HeldStatusList = {
  readonly list: StatusList;
  /** When the newest update was signed, and the trust bundle that was current then. */
  readonly issued: number;
  readonly bundleVersion: number;
};

/** What is held beside the bundle about one key. */
export type HeldBeside = {
  readonly statusList: HeldStatusList | null;
  /** The bundle asks for this version of the list at least; 0 where it names none. */
  readonly statusFloor: number;
  /** `missing` where the bundle names a set that is not held, null where it names none. */
  readonly issuedSet: IssuedSet | "missing" | null;
};

/** Nothing is held beside the bundle, and it names nothing. */
export const NOTHING_BESIDE: HeldBeside = Object.freeze({ statusList: null, statusFloor: 0, issuedSet: null });

/** A trusted key ready to verify with. */
export type TrustStoreKey = Omit<ReadyKey, "kid" | "thumbprint"> & { readonly beside: HeldBeside };

/** Trust material whose signatures hold. */
export type TrustStore = {
  readonly bundle: TrustBundle;
  /** Keys by kid in hex; several may share one (docs/spec.md §4.1), at most MAX_KEYS_PER_KID. */
  readonly keysByKid: ReadonlyMap<string, readonly TrustStoreKey[]>;
  /** The newest signed time seen (NumericDate): an earlier clock is wrong (docs/spec.md §4.8, §6.5). */
  readonly clockFloor: number;
  /** The newest signed time that says the bundle is still current: age is counted from it (docs/spec.md §6). */
  readonly freshAt: number;
};

/** A trust store, or why there is none: then every well-formed certificate is undecided with this code. */
export type Trust = Decoded<TrustStore>;

/** No trust material at all: the state of a gate on its first run. */
export const NO_TRUST: Trust = refuse("KEYSET_MISSING");

/**
 * Opens a signed trust bundle alone, with nothing beside it. Its own roots vouch for it, so the caller must have it from a place it
 * trusts; `acceptTrustDocuments` is for all others. Codes: KEYSET_MALFORMED, KEYSET_VERSION_UNSUPPORTED, KEYSET_KEY_INVALID,
 * KEYSET_SIGNATURE_INVALID (fewer good signatures of different root keys than the threshold). Costs one scalar multiplication a key
 * and one signature check a root signature; both are bounded in limits.ts.
 */
export function openTrustStore(signedBundle: Uint8Array, { engine }: { engine: Ed25519Engine }): Trust {
  const open = openBundle(signedBundle, { engine });
  if (!open.ok) return open;
  if (!isSignedByRootsOf(open.value, open.value)) return refuse("KEYSET_SIGNATURE_INVALID");
  return { ok: true, value: trustStoreOf(open.value, { lists: new Map(), issuedSets: new Map(), clockFloor: 0 }) };
}

/** What `trustStoreOf` puts beside a bundle; all of it verified under that bundle. */
export type Beside = {
  /** By the thumbprint in hex of the key that a list is about. */
  readonly lists: ReadonlyMap<string, HeldStatusList>;
  /** By the digest in hex that the bundle names. */
  readonly issuedSets: ReadonlyMap<string, IssuedSet>;
  /** The newest signed time seen before. */
  readonly clockFloor: number;
};

/** The store of a bundle whose signatures were counted, with what is held beside it. */
export function trustStoreOf({ bundle, keys }: OpenBundle, { lists, issuedSets, clockFloor }: Beside): TrustStore {
  const keysByKid = new Map<string, TrustStoreKey[]>();
  for (const [keyIndex, { kid, thumbprint, ...key }] of keys.entries()) {
    const named = (kind: string) => bundle.companions.find((it) => it.keyIndex === keyIndex && it.kind === kind);
    const set = named("issued-set");
    const beside: HeldBeside = {
      statusList: lists.get(thumbprint) ?? null,
      statusFloor: named("status-list")?.version ?? 0,
      issuedSet: set === undefined ? null : (issuedSets.get(toHex(set.digest)) ?? "missing"),
    };
    keysByKid.set(kid, [...(keysByKid.get(kid) ?? []), { ...key, beside }]);
  }
  const held = [...lists.values()];
  const current = held.filter(({ bundleVersion }) => bundleVersion === bundle.version);
  return {
    bundle,
    keysByKid,
    clockFloor: Math.max(clockFloor, bundle.issued, ...held.map(({ issued }) => issued)),
    freshAt: Math.max(bundle.issued, ...current.map(({ issued }) => issued)),
  };
}
