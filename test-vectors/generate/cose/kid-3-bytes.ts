// The faulty stage: the protected header. The kid is one byte short.

import { COSE_ALG, COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "A kid of three bytes is refused",
  spec: "6.4",
  why: "Who compares as many bytes as the kid has lets an empty kid match every key.",
  bugClass: "lenient-structure",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, COSE_ALG.EDDSA],
      [COSE_HEADER.KID, kid.slice(0, 3)],
    ]),
  }),
});
