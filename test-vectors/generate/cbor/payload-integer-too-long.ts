// The faulty stage: the payload. The status 2 has a byte of its own where the head would hold it.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "An integer has its shortest form",
  spec: "6.8",
  why: "One set of claims has one encoding; an issuer that writes another is not ours.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a000100001802") }),
});
