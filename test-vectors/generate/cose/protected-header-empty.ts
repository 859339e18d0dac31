// The faulty stage: the protected header. A byte string of no bytes, which RFC 9052 §3 also allows for an empty map.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_MALFORMED", "cose", {
  title: "An empty protected header is refused",
  spec: "6.4",
  why: "It would be a message without alg and kid; code that reads a first byte without asking fails here.",
  bugClass: "malformed-input",
  certificate: certificate({ protectedHeader: () => new Uint8Array(0) }),
});
