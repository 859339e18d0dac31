// The faulty stage: the trust bundle. It has the first age limit and not the second.

import { certificate } from "../chain.ts";
import { DAY } from "../timeline.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const STALENESS = 5;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle has both age limits",
  spec: "4.3",
  why: "A missing limit compared with an age is never reached: the bundle would not become stale.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([STALENESS, [DAY]])),
  certificate: certificate(),
});
