// The faulty stage: the trust bundle. A companion of kind issued set names version 2.

import { certificate } from "../chain.ts";
import { companionOf } from "../companions.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const COMPANIONS = 8;
const { digest } = companionOf(0);

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "An issued set has no versions but 1",
  spec: "4.3",
  why: "A number that nothing reads is one in which somebody hides something.",
  bugClass: "lenient-structure",
  trust: signedPayload(bundlePayloadWith([COMPANIONS, [[0, 2, 2, digest]]])),
  certificate: certificate(),
});
