// The honest chain with a name of as many bytes as a text may have.

import { CLAIMS, certificate } from "../chain.ts";
import { accepted, type Vector } from "../vector.ts";

export const vector: Vector = accepted({
  title: "A name of 128 bytes is valid",
  spec: "6.8",
  why: "The bound counts bytes of UTF-8: these are 64 letters of two bytes each.",
  bugClass: "boundary",
  nearMiss: ["CBOR_LIMIT_EXCEEDED", "IDENTITY_DATA_INVALID"],
  certificate: certificate({ claims: { ...CLAIMS, identity: { fullName: "ā".repeat(64) } } }),
});
