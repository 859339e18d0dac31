// The faulty stage: the trust bundle. Its version is 0.

import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

const VERSION = 1;

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "Versions begin with 1",
  spec: "4.3",
  why: "0 is what a gate without a bundle holds: code that asks for truth takes it for none.",
  bugClass: "boundary",
  trust: signedPayload(bundlePayloadWith([VERSION, 0])),
  certificate: certificate(),
});
