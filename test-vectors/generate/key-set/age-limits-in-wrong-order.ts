// The faulty stage: the trust bundle. It is stale before it is ageing.

import { certificate } from "../chain.ts";
import { DAY } from "../timeline.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const STALENESS = 5;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle is not stale before it is ageing",
  spec: "4.3",
  why: "Limits in the wrong order are a slip of the authority.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([STALENESS, [7 * DAY, DAY]])),
  certificate: certificate(),
});
