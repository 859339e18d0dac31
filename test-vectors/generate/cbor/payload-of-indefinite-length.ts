// The faulty stage: the payload. The map is opened without a length and closed by a break.

import { encodeClaims, fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "claims", {
  title: "A map of indefinite length is refused",
  spec: "6.8",
  why: "One set of claims has one encoding; streaming encoders write this one.",
  bugClass: "lenient-encoding",
  certificate: certificate({ payload: (claims) => fromHex(`${toHex(encodeClaims(claims)).replace("a5", "bf")}ff`) }),
});
