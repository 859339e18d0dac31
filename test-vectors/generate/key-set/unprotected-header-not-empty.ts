// The faulty stage: the trust bundle. Its unprotected header names a content type.

import { certificate, replaced } from "../chain.ts";
import { SMALL_BUNDLE, signedBundle } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const END_OF_BODY_HEADER = "2b63626f72";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle's unprotected header is empty",
  spec: "4.3",
  why: "It is not signed: two different files would be one bundle.",
  bugClass: "unsigned-input",
  trust: replaced(signedBundle(SMALL_BUNDLE), `${END_OF_BODY_HEADER}a0`, `${END_OF_BODY_HEADER}a10300`),
  certificate: certificate(),
});
