// The faulty stage: the payload. The claims stand inside the CWT tag 61.

import { concatBytes, encodeClaims } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CWT_CLAIM_INVALID", "claims", {
  title: "The claims stand in no tag",
  spec: "6.8",
  why: "A second form of the same claims; some libraries write it.",
  bugClass: "lenient-structure",
  certificate: certificate({
    payload: (claims) => concatBytes(Uint8Array.of(0xd8, 61), encodeClaims(claims)),
  }),
});
