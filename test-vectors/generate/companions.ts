// What a trust bundle says of documents beside it (docs/spec.md §4.2), where only the saying matters: the digests are those of some words.

import { createHash } from "node:crypto";
import type { Companion } from "@mohor/schema";

/** A companion about the key at this place of the bundle. */
export function companionOf(keyIndex: number, kind: Companion["kind"] = "status-list"): Companion {
  return {
    keyIndex,
    kind,
    version: 1,
    digest: createHash("sha256").update(`mohor TEST-ONLY ${kind}`, "ascii").digest(),
  };
}

/** A status list and an issued set for each of so many keys. */
export function companions(keyCount: number): Companion[] {
  return Array.from({ length: keyCount }, (_, i) => [companionOf(i), companionOf(i, "issued-set")]).flat();
}
