// What a gate keeps (docs/spec.md §4.8), put together from its parts whether they hold or not.

import { encodeCbor, sha256, toHex } from "@mohor/schema";
import type { TrustState } from "@mohor/verifier";

/** The state of a bundle with these documents beside it. */
export function trustState(
  bundle: Uint8Array,
  {
    updates = [],
    issuedSets = [],
    clockFloor = 0,
  }: {
    readonly updates?: readonly Uint8Array[];
    readonly issuedSets?: readonly Uint8Array[];
    readonly clockFloor?: number;
  } = {},
): TrustState {
  return {
    bytes: encodeCbor([1, bundle, updates, clockFloor]),
    issuedSets: new Map(issuedSets.map((bytes) => [toHex(sha256(bytes)), bytes])),
  };
}
