// The faulty stage: the trust bundle. The tag is that of COSE_Sign1, for one signature.

import { certificate, replaced } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle has the tag of COSE_Sign",
  spec: "4.3",
  why: "The tag says which structure follows; who ignores it can be made to read one as another.",
  bugClass: "lenient-structure",
  trust: replaced(signedBundle(SMALL_BUNDLE), "d862845820", "d2845820"),
  certificate: certificate(),
});
