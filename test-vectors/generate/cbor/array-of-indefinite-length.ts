// The faulty stage: the token. The array is opened without a length and closed by a break.

import { encodeCoseSign1, fromHex, toHex } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "cbor", {
  title: "An array of indefinite length is refused",
  spec: "6.3",
  why: "Most decoders read it without a word: a second text of one certificate.",
  bugClass: "lenient-encoding",
  certificate: certificate({
    token: (parts) => fromHex(`${toHex(encodeCoseSign1(parts)).replace("d284", "d29f")}ff`),
  }),
});
