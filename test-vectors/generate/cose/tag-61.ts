// The faulty stage: the token. The CWT tag stands around the COSE tag (RFC 8392 §6).

import { concatBytes, encodeCoseSign1 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_TAG_UNEXPECTED", "cose", {
  title: "The CWT tag 61 is refused",
  spec: "6.4",
  why: "Other systems had to accept 18, 61(18) and no tag at all, because issuers differed; here there is one form.",
  bugClass: "lenient-structure",
  certificate: certificate({ token: (parts) => concatBytes(Uint8Array.of(0xd8, 61), encodeCoseSign1(parts)) }),
});
