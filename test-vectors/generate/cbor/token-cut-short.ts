// The faulty stage: the token. The last byte of the signature is missing.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "cbor", {
  title: "A token cut short is refused",
  spec: "6.3",
  why: "A length that promises more bytes than there are must not be trusted.",
  bugClass: "malformed-input",
  certificate: certificate({ token: (parts) => encodeCoseSign1(parts).slice(0, -1) }),
});
