// The faulty stage: the token. The unprotected header is an array in arrays, one deeper than the bound.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "cbor", {
  title: "Five arrays in one another are too deep",
  spec: "6.3",
  why: "A decoder that calls itself for each level overflows its stack: 640 bytes can hold 600 levels.",
  bugClass: "unbounded-input",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "a0582d", "81818180582d") }),
});
