// The faulty stage: the trust bundle. Its date of issue is a text.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ISSUED = 3;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle's dates are numbers",
  spec: "4.3",
  why: "The age of a bundle without a number is not a number, and that is never too old.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([ISSUED, "2026-09-21"])),
  certificate: certificate(),
});
