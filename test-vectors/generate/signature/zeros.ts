// The faulty stage: the signature. 64 zero bytes: R is a point of small order, S is 0.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A signature of zeros is refused",
  spec: "6.7",
  why: "What an uninitialised buffer holds; some libraries accepted it for every message under small-order keys.",
  bugClass: "weak-signature-check",
  certificate: certificate({ signature: () => new Uint8Array(64) }),
});
