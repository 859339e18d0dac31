// The faulty stage: the payload. A further claim whose key is a byte string.

import { encodeClaims, fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_TYPE_NOT_ALLOWED", "claims", {
  title: "A key is an integer or a text",
  spec: "6.8",
  why: "In some languages a byte string as a key becomes a text, or one object is never equal to another.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    payload: (claims) => fromHex(`${toHex(encodeClaims(claims)).replace("a5", "a6")}410400`),
  }),
});
