// The faulty stage: the token. The tag 18 stands twice.

import { concatBytes, encodeCoseSign1 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("COSE_TAG_UNEXPECTED", "cose", {
  title: "The tag stands once",
  spec: "6.4",
  why: "A loop that takes tags away until none is left accepts any number of them.",
  bugClass: "lenient-structure",
  certificate: certificate({ token: (parts) => concatBytes(Uint8Array.of(0xd2), encodeCoseSign1(parts)) }),
});
