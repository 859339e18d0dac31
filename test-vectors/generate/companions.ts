// Documents that a trust bundle names as its companions (docs/spec.md §4.2), by the digest of some words in their place: what
// they hold is for a later version.

import { createHash } from "node:crypto";
import type { Companion } from "@mohor/schema";

/** A companion about the key with this kid. */
export function companionOf(kid: Uint8Array, kind: Companion["kind"] = "status-list"): Companion {
  return { kid, kind, digest: createHash("sha256").update(`mohor TEST-ONLY ${kind}`, "ascii").digest() };
}

/** So many companions, each of another kid. */
export function companions(count: number): Companion[] {
  return Array.from({ length: count }, (_, i) => companionOf(Uint8Array.of(0, 0, 0, i)));
}
