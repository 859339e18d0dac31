// The faulty stage: the protected header. The algorithm is named by a text.

import { COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_ALG_NOT_ALLOWED", "cose", {
  title: "The algorithm is one of two numbers",
  spec: "6.4",
  why: "RFC 9052 allows texts for private use; who compares names beside numbers has two forms of one certificate.",
  bugClass: "lenient-structure",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, "EdDSA"],
      [COSE_HEADER.KID, kid],
    ]),
  }),
});
