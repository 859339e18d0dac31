// The faulty stage: the protected header. The parameter named as critical is alg, which everyone knows.

import { COSE_ALG, COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_CRIT_UNKNOWN", "cose", {
  title: "crit is refused whatever it names",
  spec: "6.4",
  why: "RFC 9052 §3.1 wants alg left out of it; no certificate has the parameter at all.",
  bugClass: "lenient-structure",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, COSE_ALG.EDDSA],
      [COSE_HEADER.CRIT, [COSE_HEADER.ALG]],
      [COSE_HEADER.KID, kid],
    ]),
  }),
});
