// The faulty stage: the protected header. Its byte string holds an array.

import { COSE_ALG, encodeCbor } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_SHAPE_INVALID", "cose", {
  title: "The protected header holds a map",
  spec: "6.4",
  why: "An array read like a map by position may seem to have the right members.",
  bugClass: "lenient-structure",
  certificate: certificate({ protectedHeader: (kid) => encodeCbor([COSE_ALG.EDDSA, kid]) }),
});
