// The honest chain, with a claim that fills the token to its bound; the claim is unknown, which decides later.

import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_UNKNOWN", "claims", {
  title: "A token of 640 bytes is not too long as a token",
  spec: "6.8",
  why: "The bound itself is allowed: this token is rightly signed and fails later, by a claim that fills it.",
  bugClass: "boundary",
  certificate: certificate({ payload: payloadWith([-65538, new Uint8Array(505)]) }),
});
