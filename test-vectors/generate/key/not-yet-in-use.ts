// The honest chain by a key that is in use from one second after iat.

import { certificate } from "../chain.ts";
import { NOT_YET_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEY_NOT_YET_ACTIVE", "key-state", {
  title: "A key signs nothing dated before its use begins",
  spec: "6.10",
  why: "Keys are published days before they are used; a stolen one must not sign ahead.",
  bugClass: "boundary",
  certificate: certificate({ key: NOT_YET_KEY }),
});
