// The faulty stage: the token. The payload is nil, which means that it travels apart (RFC 9052 §2).

import { encodeCoseSign1, toHex } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "cbor", {
  title: "A detached payload is refused",
  spec: "6.3",
  why: "A certificate carries what it states; null is not in the format's subset of CBOR.",
  bugClass: "lenient-structure",
  certificate: certificate({
    token: (parts) => replaced(encodeCoseSign1(parts), `582d${toHex(parts.payload)}`, "f6"),
  }),
});
