// The faulty stage: the token. The array stands without a tag.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_TAG_UNEXPECTED", "cose", {
  title: "A token without a tag is refused",
  spec: "6.4",
  why: "RFC 9052 allows it; a format that allows both has two texts for each certificate.",
  bugClass: "lenient-structure",
  certificate: certificate({ token: (parts) => encodeCoseSign1(parts).slice(1) }),
});
