// The faulty stage: the payload. The status is a break, with nothing open that it could end.

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "A break that ends nothing is refused",
  spec: "6.8",
  why: "A decoder that treats it as a value hands out a marker that no program expects.",
  bugClass: "malformed-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "3a0001000002", "3a00010000ff") }),
});
