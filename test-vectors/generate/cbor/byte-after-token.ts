// The faulty stage: the token. One byte follows it.

import { concatBytes, encodeCoseSign1 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "cbor", {
  title: "Nothing may follow the token",
  spec: "6.3",
  why: "A decoder that stops at the end of the first item accepts any number of texts for one certificate.",
  bugClass: "lenient-encoding",
  certificate: certificate({ token: (parts) => concatBytes(encodeCoseSign1(parts), Uint8Array.of(0)) }),
});
