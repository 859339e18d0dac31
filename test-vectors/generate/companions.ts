// Documents that a trust bundle names as its companions (docs/spec.md §4.2), by the digest of some words in their place: what
// they hold is for a later version.

import { createHash } from "node:crypto";
import type { Companion } from "@mohor/schema";

/** A companion about the key at this place of the bundle. */
export function companionOf(keyIndex: number, kind: Companion["kind"] = "status-list"): Companion {
  return { keyIndex, kind, digest: createHash("sha256").update(`mohor TEST-ONLY ${kind}`, "ascii").digest() };
}

/** A status list and an issued set for each of so many keys. */
export function companions(keyCount: number): Companion[] {
  return Array.from({ length: keyCount }, (_, i) => [companionOf(i), companionOf(i, "issued-set")]).flat();
}
