// The faulty stage: the payload. The name holds an escape sequence that clears a terminal.

import { certificate, payloadWithIdentity } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("IDENTITY_DATA_INVALID", "claims", {
  title: "A name holds no control characters",
  spec: "6.8",
  why: "Printed on a terminal it could wipe out the verdict before it.",
  bugClass: "deceptive-text",
  certificate: certificate({ payload: payloadWithIdentity([4, "Asha\u001B[2J Biswas"]) }),
});
