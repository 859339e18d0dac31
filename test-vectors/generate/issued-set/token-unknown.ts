// A certificate by a key that was revoked, whose token is not in the issued set: the thief has taken over an honest index.

import { CLAIMS, certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });
const set = issuedSet([honest.token]);
const forged = certificate({ key: REVOKED_KEY, claims: { ...CLAIMS, identity: { fullName: "Mallika Roy" } } });

export const vector: Vector = refused("KEY_REVOKED", "key-state", {
  title: "A token outside the issued set is that of a thief",
  spec: "6.10",
  why: "An index alone proves nothing once the key is stolen: what counts is the whole token.",
  bugClass: "missing-check",
  trust: bundleNaming(set),
  issuedSets: [set],
  certificate: forged,
});
