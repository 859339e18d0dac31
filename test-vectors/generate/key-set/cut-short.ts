// The faulty stage: the trust bundle. Its last byte is missing.

import { certificate } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle cut short is not trusted",
  spec: "4.3",
  why: "What a broken transfer leaves.",
  bugClass: "malformed-input",
  trust: signedBundle(SMALL_BUNDLE).slice(0, -1),
  certificate: certificate(),
});
