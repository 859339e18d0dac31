// The faulty stage: the trust bundle. The unprotected header of its one signature names a content type.

import { certificate, replaced } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "The unprotected header of a root's signature is empty",
  spec: "4.3",
  why: "It is not signed: two different files would be one bundle.",
  bugClass: "unsigned-input",
  trust: replaced(signedBundle(SMALL_BUNDLE), "a05840", "a103005840"),
  certificate: certificate(),
});
