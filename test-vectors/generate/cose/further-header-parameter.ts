// The faulty stage: the protected header. It names a content type, rightly signed.

import { COSE_ALG, COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "The protected header holds nothing but alg and kid",
  spec: "6.4",
  why: "A closed header leaves nothing that one verifier heeds and another ignores.",
  bugClass: "lenient-structure",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, COSE_ALG.EDDSA],
      [3, "application/cwt"],
      [COSE_HEADER.KID, kid],
    ]),
  }),
});
