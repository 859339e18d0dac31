// The faulty stage: the protected header. It has the kid alone.

import { COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_ALG_NOT_ALLOWED", "cose", {
  title: "The algorithm may not be left out",
  spec: "6.4",
  why: "The key would do to choose it; a parameter that may be left out gives two forms of one certificate.",
  bugClass: "missing-check",
  certificate: certificate({ protectedHeader: headerWith((kid) => [[COSE_HEADER.KID, kid]]) }),
});
