// The honest chain by a key that was revoked; the bundle names an issued set that is not held.

import { certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });

export const vector: Vector = refused("ISSUEDSET_MISSING", "key-state", {
  title: "Without the set that the bundle names nothing can be told",
  spec: "6.10",
  why: "Saying no would hit the honest, and saying yes would let in the thief.",
  bugClass: "missing-check",
  trust: bundleNaming(issuedSet([honest.token])),
  certificate: honest,
});
