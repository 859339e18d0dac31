// The faulty stage: the payload. The name is one byte longer than texts may be.

import { certificate, payloadWithRawName, rawText } from "../chain.ts";
import { refused, type Vector } from "../vector.ts";

export const vector: Vector = refused("CBOR_LIMIT_EXCEEDED", "claims", {
  title: "A text of 129 bytes is too long",
  spec: "6.8",
  why: "The bound counts bytes of UTF-8, not characters: the letter ā has two.",
  bugClass: "unbounded-input",
  certificate: certificate({ payload: payloadWithRawName(rawText(`${"ā".repeat(64)}a`)) }),
});
