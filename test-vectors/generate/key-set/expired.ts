// The honest chain with a trust bundle whose last second is over, though it is not old.

import { certificate } from "../chain.ts";
import { NOW } from "../timeline.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_STALE", "key-state", {
  title: "A trust bundle ends on the second of its expiry",
  spec: "6.10",
  why: "Freezing a gate at an old bundle must not work for longer than the authority has said.",
  bugClass: "boundary",
  trust: signedBundle({ ...SMALL_BUNDLE, expires: NOW }),
  certificate: certificate(),
});
