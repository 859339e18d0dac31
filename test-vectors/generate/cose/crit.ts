// The faulty stage: the protected header. A parameter of another system is named as critical.

import { COSE_ALG, COSE_HEADER } from "@mohor/schema";
import { certificate, headerWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_CRIT_UNKNOWN", "cose", {
  title: "An unknown critical parameter is refused",
  spec: "6.4",
  why: "RFC 9052 §3.1: who does not understand a parameter that crit names must not accept the message.",
  bugClass: "missing-check",
  certificate: certificate({
    protectedHeader: headerWith((kid) => [
      [COSE_HEADER.ALG, COSE_ALG.EDDSA],
      [COSE_HEADER.CRIT, [-70001]],
      [COSE_HEADER.KID, kid],
      [-70001, 1],
    ]),
  }),
});
