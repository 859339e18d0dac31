// The faulty stage: the trust bundle. It expires on the second on which it was issued.

import { certificate } from "../chain.ts";
import { TRUST_ISSUED_AT } from "../timeline.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const EXPIRES = 4;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle expires after it was issued",
  spec: "4.3",
  why: "Dates that contradict each other are a slip of the authority, and say nothing about the clock.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([EXPIRES, TRUST_ISSUED_AT])),
  certificate: certificate(),
});
