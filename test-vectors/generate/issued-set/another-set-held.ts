// The honest chain by a key that was revoked; the set that is held has its token and is not the one that the bundle names.

import { certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });

export const vector: Vector = refused("ISSUEDSET_MISSING", "key-state", {
  title: "Only the set whose digest the bundle names counts",
  spec: "6.10",
  why: "A set that anybody can make would vouch for the certificates of a thief.",
  bugClass: "unsigned-input",
  trust: bundleNaming(issuedSet([])),
  issuedSets: [issuedSet([honest.token])],
  certificate: honest,
});
