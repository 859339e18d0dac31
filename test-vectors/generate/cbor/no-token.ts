// The faulty stage: the token. No bytes at all: the text is the prefix alone.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "cbor", {
  title: "An empty token is refused",
  spec: "6.3",
  why: "The prefix alone is right Base45 of nothing; code that reads a first byte without asking fails here.",
  bugClass: "malformed-input",
  certificate: certificate({ token: () => new Uint8Array(0) }),
});
