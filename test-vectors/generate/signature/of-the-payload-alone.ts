// The faulty stage: the signature. It was made over the payload, not over the Sig_structure.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "A signature over the payload alone is refused",
  spec: "6.7",
  why: "It would leave the header unsigned, and with it the choice of the key.",
  bugClass: "unsigned-input",
  certificate: certificate({ signature: ({ key, payload }) => key.sign(payload) }),
});
