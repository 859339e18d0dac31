// The honest chain by a key that was accepted until one second ago.

import { certificate } from "../chain.ts";
import { WITHDRAWN_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_RETIRED", "key-state", {
  title: "After its last second of acceptance a key counts for nothing",
  spec: "6.10",
  why: "The certificate has not expired, but the authority no longer vouches for what the key signed.",
  bugClass: "boundary",
  certificate: certificate({ key: WITHDRAWN_KEY }),
});
