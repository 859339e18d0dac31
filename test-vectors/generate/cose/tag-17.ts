// The faulty stage: the token. The tag is that of COSE_Mac0, which has four parts of the same types.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_TAG_UNEXPECTED", "cose", {
  title: "The tag of COSE_Mac0 is refused",
  spec: "6.4",
  why: "A MAC checked with a public key as its secret can be made by everyone.",
  bugClass: "algorithm-confusion",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "d28449", "d18449") }),
});
