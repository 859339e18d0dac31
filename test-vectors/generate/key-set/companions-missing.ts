// The faulty stage: the trust bundle. It has no list of companions.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle has its list of companions, if only an empty one",
  spec: "4.3",
  why: "A bundle from which the list was left out must not pass for one that has none.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, undefined])),
  certificate: certificate(),
});
