// The faulty stage: the token. The signature's length claims four gigabytes.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "cbor", {
  title: "A length beyond the end is refused before anything is allocated",
  spec: "6.3",
  why: "A decoder that allocates what a head claims can be stopped by one code.",
  bugClass: "unbounded-input",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "025840", "025affffffff") }),
});
