// The protected header names the fully specified algorithm −19 (RFC 9864) instead of −8.

import { COSE_ALG, encodeProtectedHeader } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "The algorithm number -19 is accepted as well as -8",
  spec: "6.4",
  why: "RFC 9864 deprecates -8 for -19: an issuer may change over, and gates must be ready before it does.",
  bugClass: "over-strict",
  nearMiss: ["COSE_ALG_NOT_ALLOWED"],
  certificate: certificate({ protectedHeader: (kid) => encodeProtectedHeader({ alg: COSE_ALG.ED25519, kid }) }),
});
