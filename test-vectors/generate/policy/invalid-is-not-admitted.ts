// A forgery at a gate under a policy that admits every status.

import { certificate } from "../chain.ts";
import { STRANGER_KEY } from "../test-keys.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("SIGNATURE_INVALID", "signature", {
  title: "No policy turns an invalid verdict into an admission",
  spec: "7",
  why: "The admission carries the verdict's own code.",
  bugClass: "policy-bypass",
  policy: { statuses: ["not", "partially", "fully"], admitsSpecimens: true },
  admission: { outcome: "not-admitted", code: "SIGNATURE_INVALID" },
  certificate: certificate({ signature: ({ toBeSigned }) => STRANGER_KEY.sign(toBeSigned) }),
});
