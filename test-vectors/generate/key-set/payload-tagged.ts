// The faulty stage: the trust bundle. Its payload stands inside a tag, rightly signed.

import { concatBytes } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { bundlePayloadWith, signedPayload } from "../trust.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("KEYSET_MALFORMED", "trust", {
  title: "A trust bundle's payload stands in no tag",
  spec: "4.3",
  why: "A second form of the same bundle.",
  bugClass: "lenient-structure",
  trust: signedPayload(concatBytes(Uint8Array.of(0xd8, 61), bundlePayloadWith())),
  certificate: certificate(),
});
