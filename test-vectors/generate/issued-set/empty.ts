// The honest chain by a key that was revoked, under an issued set without a token.

import { certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });
const set = issuedSet([]);

export const vector: Vector = refused("KEY_REVOKED", "key-state", {
  title: "An issued set without tokens knows none",
  spec: "6.10",
  why: "An empty set must not read as one that was not given.",
  bugClass: "boundary",
  trust: bundleNaming(set),
  issuedSets: [set],
  certificate: honest,
});
