// The honest chain by a key that was revoked, with its token in the issued set.

import { certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });
const set = issuedSet([honest.token]);

export const vector: Vector = accepted({
  title: "A token in the issued set survives the revocation of its key",
  spec: "6.10",
  why: "Otherwise one stolen key ends a million honest certificates.",
  bugClass: "over-strict",
  nearMiss: ["KEY_REVOKED", "ISSUEDSET_MISSING"],
  notices: ["STATUSLIST_MISSING", "KEY_REVOKED_TOKEN_KNOWN"],
  trust: bundleNaming(set),
  issuedSets: [set],
  certificate: honest,
});
