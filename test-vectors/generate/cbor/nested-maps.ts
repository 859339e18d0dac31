// The faulty stage: the token. The unprotected header is a map in maps, one deeper than the bound.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "cbor", {
  title: "Maps count towards the nesting as arrays do",
  spec: "6.3",
  why: "A bound on arrays alone leaves the stack open to maps.",
  bugClass: "unbounded-input",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "a0582d", "a100a100a100a0582d") }),
});
