// The faulty stage: the token. The signature is a byte string of indefinite length, in one chunk.

import { encodeCoseSign1, fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "cbor", {
  title: "A byte string of indefinite length is refused",
  spec: "6.3",
  why: "Chunks can be cut anywhere: one signature would have 64 further forms and more.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    token: (parts) => fromHex(`${toHex(encodeCoseSign1(parts)).replace("025840", "025f5840")}ff`),
  }),
});
