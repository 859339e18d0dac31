// The honest chain with iat on the first second of 1970.

import { CLAIMS, certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_NOT_YET_ACTIVE", "key-state", {
  title: "A date of 0 is a date",
  spec: "6.10",
  why: "Code that asks for truth takes it for a missing claim; it is a date long before the key's use.",
  bugClass: "boundary",
  certificate: certificate({ claims: { ...CLAIMS, iat: 0 } }),
});
