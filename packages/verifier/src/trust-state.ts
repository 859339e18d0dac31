// What a verifier keeps (docs/spec.md §4.8): the signed bytes that it accepted, and the newest signed time it has seen. Everything
// else is computed from them, and verified again, at every start. Issued sets lie beside it, by their digest, because of their size.

import {
  type CborValue,
  type Decoded,
  decodeCbor,
  decodeIssuedSet,
  encodeCbor,
  type IssuedSet,
  MAX_TRUST_STATE_BYTES,
  MAX_TRUST_STATE_ITEMS,
  refuse,
  sha256,
  toHex,
} from "@mohor/schema";
import type { Ed25519Engine } from "./ed25519.ts";
import { isSignedByRootsOf, type OpenBundle, openBundle } from "./open-bundle.ts";
import { chainsUnder, documentsOf, heldListOf, type StatusChain } from "./status-chain.ts";
import { type Trust, type TrustStore, trustStoreOf } from "./trust-store.ts";

/** What a verifier keeps, as plain bytes: a file, or records of a browser's database. */
export type TrustState = {
  /** The signed bundle, the status updates and the clock floor. */
  readonly bytes: Uint8Array;
  /** Issued sets by their SHA-256 in lower-case hex: those that the bundle names, as far as they are held. */
  readonly issuedSets: ReadonlyMap<string, Uint8Array>;
};

/** The state opened: everything in it holds under its bundle. */
export type OpenState = {
  readonly open: OpenBundle;
  readonly chains: ReadonlyMap<string, StatusChain>;
  readonly issuedSets: ReadonlyMap<string, { readonly bytes: Uint8Array; readonly set: IssuedSet }>;
  readonly clockFloor: number;
};

const FORMAT = 1;

/** `[1, signed bundle, [status updates], clock floor]`. */
type Parts = { readonly bundle: Uint8Array; readonly updates: readonly Uint8Array[]; readonly clockFloor: number };

function encodeParts({ bundle, updates, clockFloor }: Parts): Uint8Array<ArrayBuffer> {
  return encodeCbor([FORMAT, bundle, updates as readonly CborValue[], clockFloor]);
}

function decodeParts(bytes: Uint8Array): Parts | null {
  const document = decodeCbor(bytes, { maxBytes: MAX_TRUST_STATE_BYTES, maxItems: MAX_TRUST_STATE_ITEMS });
  if (!document.ok || document.value.tags.length !== 0) return null;
  const { item } = document.value;
  if (!Array.isArray(item) || item.length !== 4 || item[0] !== FORMAT) return null;
  const [, bundle, updates, clockFloor] = item;
  if (!(bundle instanceof Uint8Array) || !Array.isArray(updates)) return null;
  if (!updates.every((update) => update instanceof Uint8Array)) return null;
  return typeof clockFloor === "number" && clockFloor >= 0 ? { bundle, updates, clockFloor } : null;
}

/** Whether these bytes are a trust state, and no trust document or pack: an array that begins with its format. */
export function isTrustState(bytes: Uint8Array): boolean {
  return bytes[0] === 0x84 && bytes[1] === FORMAT;
}

/** The state of what is open. */
export function trustStateOf({ open, chains, issuedSets, clockFloor }: OpenState): TrustState {
  return {
    bytes: encodeParts({ bundle: open.bytes, updates: documentsOf(chains), clockFloor }),
    issuedSets: new Map([...issuedSets].map(([digest, { bytes }]) => [digest, bytes])),
  };
}

/** The trust store of what is open. */
export function storeOfState({ open, chains, issuedSets, clockFloor }: OpenState): TrustStore {
  return trustStoreOf(open, {
    lists: new Map([...chains].map(([subject, chain]) => [subject, heldListOf(chain)])),
    issuedSets: new Map([...issuedSets].map(([digest, { set }]) => [digest, set])),
    clockFloor,
  });
}

/** Opens what a verifier kept; see `openTrustState`. */
export function openState(
  { bytes, issuedSets }: TrustState,
  { engine }: { readonly engine: Ed25519Engine },
): Decoded<OpenState> {
  const parts = decodeParts(bytes);
  if (parts === null) return refuse("TRUST_STATE_MALFORMED");
  const open = openBundle(parts.bundle, { engine });
  if (!open.ok) return open;
  if (!isSignedByRootsOf(open.value, open.value)) return refuse("KEYSET_SIGNATURE_INVALID");
  const chains = chainsUnder(open.value, parts.updates);
  if (documentsOf(chains).length !== parts.updates.length) return refuse("TRUST_STATE_MALFORMED");
  const sets = issuedSetsUnder(open.value, [...issuedSets.values()]);
  return { ok: true, value: { open: open.value, chains, issuedSets: sets, clockFloor: parts.clockFloor } };
}

/**
 * The issued sets among these documents that the bundle names, by their digest in hex. One that is damaged, or that is about another
 * key than the bundle says, is left out: then it is missing, and certificates of its key are undecided.
 */
export function issuedSetsUnder(
  { bundle, keys }: OpenBundle,
  documents: readonly Uint8Array[],
): ReadonlyMap<string, { readonly bytes: Uint8Array; readonly set: IssuedSet }> {
  const named = new Map(
    bundle.companions
      .filter(({ kind }) => kind === "issued-set")
      .map(({ digest, keyIndex }) => [toHex(digest), keys[keyIndex]?.thumbprint] as const),
  );
  const sets = new Map<string, { readonly bytes: Uint8Array; readonly set: IssuedSet }>();
  for (const bytes of documents) {
    const digest = toHex(sha256(bytes));
    const set = named.has(digest) ? decodeIssuedSet(bytes) : refuse("ISSUEDSET_UNKNOWN");
    if (set.ok && toHex(set.value.subject) === named.get(digest)) sets.set(digest, { bytes, set: set.value });
  }
  return sets;
}

/**
 * Opens what a verifier kept: every signature, every list and every digest is verified again, without a clock. Codes:
 * TRUST_STATE_MALFORMED (not what `acceptTrustDocuments` returned), and those of `openTrustStore`. Costs those of the bundle, a
 * signature check for each status update and a digest of each issued set.
 */
export function openTrustState(state: TrustState, { engine }: { readonly engine: Ed25519Engine }): Trust {
  const open = openState(state, { engine });
  return open.ok ? { ok: true, value: storeOfState(open.value) } : open;
}

/** The state and the store that belong together. */
export type HeldTrust = { readonly state: TrustState; readonly store: TrustStore };

/**
 * Raises the clock floor to a signed time that was seen, such as the iat of a valid verdict; an earlier time changes nothing and
 * returns the same objects. A gate keeps the state whenever it likes: a floor that is lost only comes back later.
 */
export function raiseClockFloor(held: HeldTrust, signedTime: number): HeldTrust {
  const parts = decodeParts(held.state.bytes);
  if (parts === null) throw new TypeError("a state that was opened is required");
  if (!Number.isSafeInteger(signedTime) || signedTime <= held.store.clockFloor) return held;
  return {
    state: { ...held.state, bytes: encodeParts({ ...parts, clockFloor: signedTime }) },
    store: { ...held.store, clockFloor: signedTime },
  };
}
