// The honest chain by a key that was revoked, with its token among as many as make 256 buckets.

import { certificate } from "../chain.ts";
import { bundleNaming, issuedSet } from "../issued-sets.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { accepted, type Vector } from "../vector.ts";

const honest = certificate({ key: REVOKED_KEY });
const others = Array.from({ length: 299 }, (_, i) => Uint8Array.of(i >> 8, i & 0xff));
const set = issuedSet([...others, honest.token]);

export const vector: Vector = accepted({
  title: "A token is looked up in the bucket of its first bits",
  spec: "6.10",
  why: "In another bucket, or with the wrong number of bytes, an honest token is not found.",
  bugClass: "over-strict",
  nearMiss: ["KEY_REVOKED"],
  notices: ["STATUSLIST_MISSING", "KEY_REVOKED_TOKEN_KNOWN"],
  trust: bundleNaming(set),
  issuedSets: [set],
  certificate: honest,
});
