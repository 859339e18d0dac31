// The faulty stage: the payload. It has a claim whose name is a text that is not in normalisation form C.

import { certificate, payloadWith } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_UNKNOWN", "claims", {
  title: "The form of a text is no business of CBOR",
  spec: "6.8",
  why: "A decoder that asks for normalised texts gives another code, and for code points that are new to one of two verifiers two codes.",
  bugClass: "missing-check",
  certificate: certificate({ payload: payloadWith(["e\u0301", 1]) }),
});
