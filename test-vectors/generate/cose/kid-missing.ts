// The faulty stage: the protected header. It has the algorithm alone.

import { COSE_ALG, COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_KID_MISSING", "cose", {
  title: "The kid may not be left out",
  spec: "6.4",
  why: "Trying every key there is would let one code cost as many signature checks.",
  bugClass: "missing-check",
  certificate: certificate({ protectedHeader: headerWith(() => [[COSE_HEADER.ALG, COSE_ALG.EDDSA]]) }),
});
