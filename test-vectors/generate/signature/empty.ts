// The faulty stage: the signature. A byte string of no bytes.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "An empty signature is refused",
  spec: "6.7",
  why: "Code that treats an empty signature as none to check accepts everything.",
  bugClass: "missing-check",
  certificate: certificate({ signature: () => new Uint8Array(0) }),
});
