// The honest chain with a token of an odd number of bytes: the last byte stands alone, in two characters.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A token of an odd number of bytes is valid",
  spec: "6.2",
  why: "A last single byte has two characters (RFC 9285 §4).",
  bugClass: "over-strict",
  nearMiss: ["BASE45_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, identity: { fullName: "Rahul Kumar Dutta" } } }),
});
