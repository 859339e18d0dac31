// The status list of one key (docs/spec.md §4.5): which of its certificates are revoked or suspended, and the digest by which
// versions are chained. Pure set arithmetic; who may change a list, and whether a change is signed, is decided in the verifier.

import { bytesEqual } from "./bytes.ts";
import { encodeCbor } from "./cbor.ts";
import { type Decoded, refuse } from "./codes.ts";
import {
  areDisjoint,
  differenceOf,
  encodeIndexSet,
  hasIndex,
  type IndexSet,
  isWithin,
  NO_INDICES,
  unionOf,
} from "./index-set.ts";
import { sha256 } from "./sha2.ts";
import type { StatusUpdate } from "./status-update.ts";

/** A version of a key's status list. An index below `size` that stands in neither set is that of a valid certificate. */
export type StatusList = {
  /** Thumbprint of the key whose certificates the list is about. */
  readonly subject: Uint8Array;
  /** Indices are below it. It never changes. */
  readonly size: number;
  /** 0 is the empty list, before anything was revoked. */
  readonly version: number;
  readonly revoked: IndexSet;
  readonly suspended: IndexSet;
};

/** What a list says of an index; `unknown` is an index that the list has no place for. */
export type ListedStatus = "valid" | "revoked" | "suspended" | "unknown";

/** The list of version 0: the base of every whole list. */
export function emptyStatusList(subject: Uint8Array, size: number): StatusList {
  return { subject, size, version: 0, revoked: NO_INDICES, suspended: NO_INDICES };
}

/** SHA-256 of the deterministic CBOR `[subject, size, version, revoked, suspended]`: it vouches for the whole list. */
export function statusListDigest({ subject, size, version, revoked, suspended }: StatusList): Uint8Array {
  return sha256(encodeCbor([subject, size, version, encodeIndexSet(revoked, size), encodeIndexSet(suspended, size)]));
}

/** What the list says of an index. Two searches by halving. */
export function listedStatus({ size, revoked, suspended }: StatusList, index: number): ListedStatus {
  if (index >= size) return "unknown";
  if (hasIndex(revoked, index)) return "revoked";
  return hasIndex(suspended, index) ? "suspended" : "valid";
}

/**
 * The list that a whole list and the changes after it lead to; each must continue the one before it. Codes: STATUSLIST_GAP (one
 * does not continue another: key, size, version or digest differ), STATUSLIST_DIGEST_MISMATCH (one changes what it cannot change, or the
 * last arrives elsewhere than it says: an index must really change, revoked is final, and only what is suspended is reinstated). Of
 * the digests in between none is computed: each is signed, and the last one vouches for all. Linear in the lists that are passed.
 */
export function replayStatusUpdates(whole: StatusUpdate, changes: readonly StatusUpdate[]): Decoded<StatusList> {
  let list = emptyStatusList(whole.subject, whole.size);
  let digest = statusListDigest(list);
  for (const update of [whole, ...changes]) {
    const isNext =
      update.baseVersion === list.version &&
      bytesEqual(update.baseDigest, digest) &&
      update.size === list.size &&
      bytesEqual(update.subject, list.subject);
    if (!isNext) return refuse("STATUSLIST_GAP");
    const next = changed(list, update);
    if (next === null) return refuse("STATUSLIST_DIGEST_MISMATCH");
    list = next;
    digest = update.digest;
  }
  return bytesEqual(statusListDigest(list), digest) ? { ok: true, value: list } : refuse("STATUSLIST_DIGEST_MISMATCH");
}

/** The list after an update of it, or null where the update changes what it cannot change. */
function changed(list: StatusList, update: StatusUpdate): StatusList | null {
  const { revoked, suspended } = list;
  const doesChange =
    areDisjoint(update.revoked, revoked) &&
    areDisjoint(update.suspended, revoked) &&
    areDisjoint(update.suspended, suspended) &&
    isWithin(update.reinstated, suspended);
  if (!doesChange) return null;
  const stillSuspended = differenceOf(differenceOf(suspended, update.reinstated), update.revoked);
  return {
    ...list,
    version: update.version,
    revoked: unionOf(revoked, update.revoked),
    suspended: unionOf(stillSuspended, update.suspended),
  };
}

/** What an update must state to lead from one version of a list to a later one; from the empty list it is the whole list. */
export function statusChange(
  base: StatusList,
  after: StatusList,
): Pick<
  StatusUpdate,
  "version" | "subject" | "baseVersion" | "baseDigest" | "digest" | "revoked" | "suspended" | "reinstated" | "size"
> {
  return {
    version: after.version,
    subject: after.subject,
    baseVersion: base.version,
    baseDigest: statusListDigest(base),
    digest: statusListDigest(after),
    revoked: differenceOf(after.revoked, base.revoked),
    suspended: differenceOf(after.suspended, base.suspended),
    reinstated: differenceOf(differenceOf(base.suspended, after.suspended), after.revoked),
    size: after.size,
  };
}
