// The faulty stage: the payload. The name holds half of a surrogate pair, encoded in three bytes (ed a0 80).

import { encodeClaims } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "claims", {
  title: "A surrogate is no UTF-8",
  spec: "6.8",
  why: "Languages whose texts are UTF-16 may write and read it; RFC 3629 §3 forbids it.",
  bugClass: "malformed-input",
  certificate: certificate({ payload: (claims) => replaced(encodeClaims(claims), "41736861", "41eda080") }),
});
