// The faulty stage: the trust bundle. The authority's name holds a right-to-left override.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const ISSUER = 2;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "The authority's name holds no direction marks",
  spec: "4.3",
  why: "A name shown to a guard must not read as another one.",
  bugClass: "deceptive-text",
  trust: signedPayload(bundlePayloadWith([ISSUER, "\u202Eytirohtua tset rohoM"])),
  certificate: certificate(),
});
