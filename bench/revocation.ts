// What this benchmark's questions have in common: status lists of random indices, signed as an authority signs them, and the trust of
// a gate that holds one.

import { indexSetOf, type StatusList } from "@mohor/schema";
import { acceptTrustDocuments, type Trust } from "@mohor/verifier";
import { nodeCryptoEngine } from "@mohor/verifier/node";
import { seededRandom } from "../test-support/seeded-random.ts";
import { statusList, statusUpdate } from "../test-vectors/generate/status-lists.ts";
import { NOW } from "../test-vectors/generate/timeline.ts";
import { TRUST } from "../test-vectors/generate/trust.ts";

/** As many different indices below `size`, the same in every run. */
export function drawIndices(count: number, size: number): Uint32Array<ArrayBuffer> {
  const drawn = new Set<number>();
  // Two steps are 53 bits; the seed is any number.
  const next = seededRandom(88_172_645);
  while (drawn.size < count) drawn.add(Math.floor((next() + next() / 2 ** 32) * size) % size);
  return indexSetOf(drawn);
}

/** A list of this size in which a thousandth is revoked, at random, and never the honest certificate. */
export function listOf(size: number, version = 1, share = 0.001): StatusList {
  const revoked = drawIndices(Math.round(size * share), size);
  return { ...statusList({ size, version }), revoked: revoked.filter((index) => index !== 0x00a7c5) };
}

/** The trust of a gate that holds the vectors' bundle and this list. */
export function trustWith(list: StatusList): Trust {
  const { trust } = acceptTrustDocuments(null, [TRUST, statusUpdate({ to: list })], {
    now: NOW,
    engine: nodeCryptoEngine,
    firstTrust: "on-first-use",
  });
  if (!trust.ok) throw new Error(trust.code);
  return trust;
}
