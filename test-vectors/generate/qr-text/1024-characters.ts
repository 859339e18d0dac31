// The faulty stage: Base45. As many characters as the bound allows; 680 bytes of them, which the next bound refuses.

import { certificate } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "cbor", {
  title: "A text of 1,024 characters is not too long as a text",
  spec: "6.3",
  why: "The bound itself is allowed: this text fails later, by the length of its token.",
  bugClass: "boundary",
  certificate: certificate({ token: () => new Uint8Array(680) }),
});
