// The faulty stage: the payload. iat stands before exp.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "The keys of the payload ascend",
  spec: "6.8",
  why: "One set of claims has one encoding; an issuer that writes another is not ours.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    payload: (claims) => replaced(encodeClaims(claims), "041a6b9e8980061a6ab13b80", "061a6ab13b80041a6b9e8980"),
  }),
});
