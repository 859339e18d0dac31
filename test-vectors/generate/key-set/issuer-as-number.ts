// The faulty stage: the trust bundle. The authority's name is a number.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ISSUER = 2;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "The authority's name is a text",
  spec: "4.3",
  why: "Shown to a guard as it is, it would be whatever a program makes of it.",
  bugClass: "missing-check",
  trust: signedPayload(bundlePayloadWith([ISSUER, 7])),
  certificate: certificate(),
});
