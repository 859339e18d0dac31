// The faulty stage: the protected header. The kid is the hex text of its four bytes.

import { COSE_ALG, COSE_HEADER, toHex } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "The kid is a byte string",
  spec: "6.4",
  why: "A verifier that looks keys up by hex might find the text as it finds the bytes.",
  bugClass: "lenient-structure",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, COSE_ALG.EDDSA],
      [COSE_HEADER.KID, toHex(kid)],
    ]),
  }),
});
