// The faulty stage: the payload. The claim key 4 has two bytes where one would do.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "A claim's key has its shortest form",
  spec: "6.8",
  why: "With two forms of one key, a claim can stand twice without being seen as repeated.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "a5041a", "a518041a") }),
});
