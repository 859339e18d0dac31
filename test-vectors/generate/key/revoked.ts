// The honest chain by a revoked key.

import { certificate } from "../chain.ts";
import { REVOKED_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_REVOKED", "key-state", {
  title: "Nothing that a revoked key signed is accepted",
  spec: "6.10",
  why: "Whoever stole the key can write any date, so that its age does not help.",
  bugClass: "missing-check",
  certificate: certificate({ key: REVOKED_KEY }),
});
