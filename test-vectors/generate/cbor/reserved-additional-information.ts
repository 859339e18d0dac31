// The faulty stage: the token. The array's head has the additional information 28, which RFC 8949 §3 reserves.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "cbor", {
  title: "Reserved additional information is refused",
  spec: "6.3",
  why: "What it means may be decided in the future; until then the bytes are not well-formed.",
  bugClass: "malformed-input",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "d28449", "d29c49") }),
});
