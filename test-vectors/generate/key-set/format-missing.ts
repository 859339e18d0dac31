// The faulty stage: the trust bundle. It does not say its format.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const FORMAT = 0;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle says its format",
  spec: "4.3",
  why: "A bundle of an older kind must not pass for one of this.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([FORMAT, undefined])),
  certificate: certificate(),
});
