// The faulty stage: the token. The length of the signature has two bytes where one would do.

import { encodeCoseSign1 } from "@mohor/schema";
import { certificate, replaced } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_NOT_DETERMINISTIC", "cbor", {
  title: "The head of a byte string has its shortest form",
  spec: "6.3",
  why: "The signature does not cover these heads: a second form would be a second text of one certificate.",
  bugClass: "lenient-encoding",
  certificate: certificate({ token: (parts) => replaced(encodeCoseSign1(parts), "025840", "02590040") }),
});
