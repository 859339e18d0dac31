// The honest chain by a key that the trust bundle does not hold.

import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_UNKNOWN", "key", {
  title: "A key that a fresh trust bundle does not hold is unknown",
  spec: "6.6",
  why: "Everyone can make a key and sign with it.",
  bugClass: "missing-check",
  certificate: certificate({ key: STRANGER_KEY }),
});
